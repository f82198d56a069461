package io.facegan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {
  private static final Configuration CONF = new Configuration();
  private static SparkSession session;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void folder_isPackedByTheNamesBelowIt() throws Exception {
    Path faces = folder.resolve(".hidden");
    for (String name : List.of("b/1.png", "b/notes.txt", "b/10.png", "a b/2.JPEG")) {
      Files.createDirectories(faces.resolve(name).getParent());
      Files.writeString(faces.resolve(name), name);
    }
    var images = Packing.frame(session, new org.apache.hadoop.fs.Path(faces.toString()));
    try (ZipFile zip = packed(images.repartition(3), "file:" + faces + "/")) {
      assertThat(zip.stream().map(Object::toString))
          .containsExactlyInAnyOrder("b/1.png", "b/10.png", "a b/2.JPEG");
      assertThat(zip.getInputStream(zip.getEntry("b/10.png"))).hasContent("b/10.png");
    }
  }

  @Test
  void imageColumn_isEncodedWithItsColours() throws Exception {
    Dataset<Row> images =
        session.sql(
            "select named_struct('origin', 'faces/red.png', 'height', 1, 'width', 2,"
                + " 'nChannels', 3, 'mode', 16, 'data', X'000000604020') as image");
    try (ZipFile zip = packed(images, null)) {
      var red = ImageIO.read(zip.getInputStream(zip.getEntry("faces|red.png")));
      assertThat(red.getRGB(1, 0) & 0xffffff).isEqualTo(0x204060);
    }
  }

  @Test
  void frameThatDoesNotFit_saysWhatIsWanted() {
    Dataset<Row> one = session.sql("select 'a/x' as path, X'01' as content");
    assertThatThrownBy(() -> packed(one.union(one).repartition(1), null))
        .hasMessageContaining("duplicate entry: a|x.png");
    assertThatThrownBy(() -> packed(one.drop("content"), null))
        .hasMessageContainingAll("[path]", "content", "binaryFile");
    assertThatThrownBy(() -> packed(one.limit(0), null)).hasMessageContaining("no images");
  }

  private ZipFile packed(Dataset<Row> images, String root) throws Exception {
    List<String> zips = Packing.pack(images, root, folder.resolve("zips").toString(), CONF);
    return new ZipFile(Packing.fetch(zips, folder, CONF).toFile());
  }
}
