package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The HDF5 files among the test resources; their make.py states what they hold. */
final class HdfFixture {
  static final int HEIGHT = 11;
  static final int WIDTH = 9;

  private HdfFixture() {}

  static byte[] bytes(String name) throws IOException {
    String resource = "/hdf5/" + name + ".gz";
    try (InputStream packed = HdfFixture.class.getResourceAsStream(resource);
        InputStream plain = new GZIPInputStream(Objects.requireNonNull(packed, resource))) {
      return plain.readAllBytes();
    }
  }

  static Path unpack(String name, Path folder) throws IOException {
    return Files.write(folder.resolve(name), bytes(name));
  }

  /** Returns what make.py's formula gives. */
  static int value(int image, int row, int column, int channel) {
    return (37 * image + 11 * row + 5 * column + 83 * channel) % 256;
  }

  static void assertImage(SourceImage image, int number, int channels) throws IOException {
    assertImage(image, number, HEIGHT, WIDTH, channels, 256);
  }

  static void assertImage(
      SourceImage image, int number, int height, int width, int channels, int modulus)
      throws IOException {
    Raster samples = image.image().getRaster();
    assertThat(new int[] {samples.getHeight(), samples.getWidth(), samples.getNumBands()})
        .containsExactly(height, width, channels);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          assertThat(samples.getSample(x, y, c))
              .as("row %d, column %d, channel %d", y, x, c)
              .isEqualTo(value(number, y, x, c) % modulus);
        }
      }
    }
  }

  /** Checks all images of a stack. */
  static void assertStack(Path file, String inside, int count, int channels) throws IOException {
    try (HdfSource source = HdfSource.open(file, inside)) {
      assertThat(source.size()).isEqualTo(count);
      for (int i = 0; i < count; i++) {
        assertThat(source.name(i)).isEqualTo(inside + "[" + i + "]");
        assertImage(source.read(i), i, channels);
      }
    }
  }

  /** Reads all there is; any exception but the documented ones goes through. */
  static boolean refuses(Path file, String inside) throws IOException {
    HdfSource source;
    try {
      source = HdfSource.open(file, inside);
    } catch (FaceGanException e) {
      assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n", "io.jhdf");
      return true;
    }
    boolean refused = false;
    try (source) {
      for (int i = 0; i < source.size(); i++) {
        int index = i;
        IOException problem =
            catchThrowableOfType(IOException.class, () -> source.read(index).image());
        if (problem != null) {
          assertThat(problem.getMessage()).isNotBlank().doesNotContain("\n", "io.jhdf");
          refused = true;
        }
      }
    }
    return refused;
  }
}
