package io.facegan.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.TestImages;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnFacesZipTest {
  private static final Path SHIPPED = Path.of("datasets", "drawn-faces.zip");

  @TempDir Path folder;

  @Test
  void write_twice_sameFile() throws IOException {
    DrawnFaces faces = new DrawnFaces(1, 3, 32);
    DrawnFacesZip.write(faces, folder.resolve("a.zip"));
    DrawnFacesZip.write(faces, folder.resolve("b.zip"));
    assertThat(folder.resolve("a.zip")).hasSameBinaryContentAs(folder.resolve("b.zip"));
    try (ImageSource zip = ImageSources.open(folder.resolve("a.zip"))) {
      assertThat(TestImages.names(zip))
          .containsExactly("face-00000.jpg", "face-00001.jpg", "face-00002.jpg");
    }
  }

  @Test
  void shipped_isWhole() throws IOException {
    assertThat(Files.size(SHIPPED)).isLessThan(120_000);
    try (ImageSource zip = ImageSources.open(SHIPPED);
        PackedImages packed = PackedImages.pack(zip, ImageShape.rgb(64, 64))) {
      assertThat(packed.summary()).startsWith("48 ").contains("64x64x3", SHIPPED.toString());
    }
  }

  @Test
  void shipped_isWhatDrawnFacesPaint() throws IOException {
    DrawnFaces faces = new DrawnFaces(DrawnFacesZip.SEED, DrawnFacesZip.COUNT, DrawnFacesZip.SIDE);
    try (ImageSource zip = ImageSources.open(SHIPPED)) {
      assertThat(zip.size()).isEqualTo(faces.size());
      for (int i = 0; i < 5; i++) {
        assertThat(difference(zip.read(i).image(), faces.read(i).image())).isLessThan(6);
      }
    }
  }

  private static double difference(BufferedImage one, BufferedImage two) {
    int[] left = one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth());
    int[] right = two.getRGB(0, 0, two.getWidth(), two.getHeight(), null, 0, two.getWidth());
    assertThat(left).hasSameSizeAs(right);
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs((left[i] >> 8 & 255) - (right[i] >> 8 & 255));
    }
    return sum / left.length;
  }
}
