package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.error.FaceGanException;
import io.facegan.image.ImageTrait;
import io.facegan.internal.data.TestImages;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipSourceTest {
  private static final byte[] PNG = TestImages.encoded(TestImages.rgb(4, 4), "png");
  private static final byte[] WIDE = TestImages.encoded(TestImages.rgb(9, 4), "png");

  @TempDir Path folder;

  @Test
  void open_namesInAnyScript() throws IOException {
    List<String> names =
        List.of(
            "e\u0301\u0323.png",
            "\u0648\u062C\u0647/\u0661.png",
            "\u8138/\u4E00.png",
            "\uD83D\uDC68\u200D\uD83D\uDC69.png");
    Path zip = folder.resolve("a.zip");
    try (RawZip raw = new RawZip(zip)) {
      for (String name : names) {
        raw.add(name, PNG);
      }
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestImages.names(source)).containsExactlyElementsOf(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(source.read(i).width()).isEqualTo(4);
      }
    }
  }

  @Test
  void open_moreEntriesThanOldZipsCanCount() throws IOException {
    int count = 70_000;
    Path zip = folder.resolve("a.zip");
    CRC32 sum = new CRC32();
    sum.update(PNG);
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
      out.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < count; i++) {
        ZipEntry entry = new ZipEntry(i + ".png");
        entry.setSize(PNG.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(PNG);
      }
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(source.size()).isEqualTo(count);
      assertThat(source.name(count - 1)).isEqualTo("69999.png");
      assertThat(source.read(count - 1).width()).isEqualTo(4);
    }
  }

  @Test
  void open_encrypted_isRefusedWhole() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (InputStream fixture = getClass().getResourceAsStream("/images/encrypted.zip")) {
      Files.copy(fixture, zip);
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(zip))
        .withMessage("%s is encrypted: unpack it and give the folder", zip);
  }

  @Test
  void open_folderInside() throws IOException {
    Path zip = folder.resolve("faces.zip");
    try (RawZip raw = new RawZip(zip)) {
      raw.add("portraits/2.png", PNG).add("portraits/sub/1.png", PNG);
      raw.add("portraits/read me.txt", PNG).add("portraits2/3.png", PNG).add("empty/", new byte[0]);
    }
    Path inside = zip.resolve("portraits");
    try (ImageSource source = ImageSources.open(inside)) {
      assertThat(TestImages.names(source))
          .containsExactly("portraits/2.png", "portraits/sub/1.png");
      assertThat(source.describe()).isEqualTo("zip " + inside + " (1 other file ignored)");
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(zip.resolve("portrait")))
        .withMessage("there is no folder portrait in the zip %s", zip);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(zip.resolve("empty")))
        .withMessageStartingWith("there are no images in zip " + zip.resolve("empty"));
  }

  @Test
  void open_namesThatLeadOut_areReadInPlace() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("in/here"));
    Path zip = inner.resolve("a.zip");
    List<String> names =
        List.of("../../out.png", "/absolute.png", "C:\\windows.png", "a/../../b.png");
    try (RawZip raw = new RawZip(zip)) {
      for (String name : names) {
        raw.add(name, PNG);
      }
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestImages.names(source)).containsExactlyInAnyOrderElementsOf(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(source.read(i).width()).isEqualTo(4);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(zip);
    }
  }

  @Test
  void open_oneNameTwice_countsOnce() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (RawZip raw = new RawZip(zip)) {
      raw.add("1.png", PNG).add("1.png", WIDE).add("2.png", PNG);
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestImages.names(source)).containsExactly("1.png", "2.png");
      assertThat(source.read(0).width()).isIn(4, 9);
      assertThat(source.read(1).width()).isEqualTo(4);
    }
  }

  @Test
  void read_entryThatUnfoldsToGigabytes() throws IOException {
    Path zip = folder.resolve("a.zip");
    byte[] bomb = deflated(PNG, 200 << 20);
    try (RawZip raw = new RawZip(zip)) {
      raw.addDeflated("honest.png", bomb, 200L << 20);
      raw.addDeflated("lying.png", bomb, 1000);
      raw.addDeflated("zeros.png", deflated(new byte[0], 1 << 20), 1 << 20);
    }
    try (ImageSource source = ImageSources.open(zip)) {
      for (int i = 0; i < 2; i++) {
        int index = i;
        assertThatIOException()
            .isThrownBy(() -> source.read(index))
            .withMessageContaining("more than 134 MB");
      }
      assertThatIOException()
          .isThrownBy(() -> source.read(2))
          .withMessageStartingWith("it is not an image of a known format");
    }
  }

  @Test
  void open_unknownMethod_isRefusedWhole() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (RawZip raw = new RawZip(zip)) {
      raw.add("1.png", PNG).add("2.png", 9, PNG, PNG.length, 0);
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(zip))
        .withMessageMatching(
            Pattern.quote(zip + " is packed in a way that Java does not know (")
                + ".*compression method.*\\): unpack it and give the folder");
  }

  @Test
  void read_damagedEntry() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (RawZip raw = new RawZip(zip)) {
      raw.addDeflated("1.png", PNG, PNG.length).add("2.png", PNG);
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThatIOException().isThrownBy(() -> source.read(0)).withMessageContaining("invalid");
      assertThat(source.read(1).width()).isEqualTo(4);
    }
  }

  @Test
  void read_misnamed() throws IOException {
    Path zip = folder.resolve("a.zip");
    try (RawZip raw = new RawZip(zip)) {
      raw.add("1.JPEG", PNG);
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(source.read(0).traits()).containsExactly(ImageTrait.MISNAMED);
    }
  }

  /** Returns content and then zeros, deflated. */
  private static byte[] deflated(byte[] content, int zeros) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(content);
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < zeros / block.length; i++) {
        out.write(block);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
