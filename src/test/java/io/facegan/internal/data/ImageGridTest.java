package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.report.Runs;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageGridTest {
  private static final int BACKGROUND = 0x808080;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,1,2", "3,2,2", "4,2,2", "7,3,3", "12,3,4", "16,4,4", "64,8,8"})
  void grid_isNearSquare(int count, int rows, int columns) {
    BufferedImage grid = ImageGrid.of(Runs.images(ImageShape.rgb(5, 3), count));

    assertThat(grid.getHeight()).isEqualTo(rows * 5 + (rows - 1) * 2);
    assertThat(grid.getWidth()).isEqualTo(columns * 3 + (columns - 1) * 2);
  }

  @Test
  void grid_placesRgbImagesRowByRow() {
    ImageBatch batch = Runs.images(ImageShape.rgb(3, 2), 3);

    BufferedImage grid = ImageGrid.of(batch);

    for (int i = 0; i < 3; i++) {
      BufferedImage image = ImageGrid.image(batch, i);
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 2; x++) {
          int expected = 18 * i + 6 * y + 3 * x;
          assertThat(rgb(image, x, y)).isEqualTo(colour(expected));
          assertThat(rgb(grid, i % 2 * 4 + x, i / 2 * 5 + y)).isEqualTo(colour(expected));
        }
      }
    }
  }

  @Test
  void grid_leavesGapsAndSpareCellsInTheBackground() {
    BufferedImage grid = ImageGrid.of(Runs.images(ImageShape.rgb(3, 2), 3));

    assertThat(rgb(grid, 2, 0)).isEqualTo(BACKGROUND);
    assertThat(rgb(grid, 3, 0)).isEqualTo(BACKGROUND);
    assertThat(rgb(grid, 0, 3)).isEqualTo(BACKGROUND);
    assertThat(rgb(grid, 5, 7)).isEqualTo(BACKGROUND);
  }

  @Test
  void grid_takesRowsAndColumns() {
    BufferedImage grid = ImageGrid.of(Runs.images(ImageShape.rgb(3, 2), 4), 1, 6);

    assertThat(grid.getWidth()).isEqualTo(6 * 2 + 5 * 2);
    assertThat(grid.getHeight()).isEqualTo(3);
  }

  @Test
  void greyImages_keepTheirValuesInTheFile() throws IOException {
    Path file = folder.resolve("grey.png");

    ImageGrid.write(Runs.images(new ImageShape(16, 16, 1), 1), file);

    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getRaster().getNumBands()).isEqualTo(1);
    int[] values = read.getRaster().getPixels(0, 0, 16, 16, (int[]) null);
    for (int i = 0; i < 256; i++) {
      assertThat(values[i]).isEqualTo(i);
    }
  }

  @Test
  void greyGrid_hasTheSameBackground() {
    BufferedImage grid = ImageGrid.of(Runs.images(new ImageShape(2, 5, 1), 2));

    assertThat(grid.getRaster().getSample(5, 0, 0)).isEqualTo(128);
    assertThat(grid.getRaster().getSample(7, 0, 0)).isEqualTo(10);
  }

  @Test
  void write_replacesTheFileAndLeavesNoOther() throws IOException {
    Path file = folder.resolve("grid.png");
    Files.writeString(file, "an old file");

    ImageGrid.write(Runs.images(ImageShape.rgb(4, 6), 4), file);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(14);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_intoMissingFolder_namesTheFile() {
    Path file = folder.resolve("gone").resolve("grid.png");
    ImageBatch batch = Runs.images(ImageShape.rgb(4, 6), 4);

    assertThatThrownBy(() -> ImageGrid.write(batch, file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write %s (no such file or folder)".formatted(file))
        .hasMessageEndingWith(
            ": check that its folder is there and can be written to, and that the disk is not full");
  }

  @Test
  void write_ontoFolder_leavesNoTemporaryFile() throws IOException {
    Path file = Files.createDirectories(folder.resolve("grid.png").resolve("inside")).getParent();
    ImageBatch batch = Runs.images(ImageShape.rgb(4, 6), 4);

    assertThatThrownBy(() -> ImageGrid.write(batch, file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write " + file + " (");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void image_outsideTheBatch_isRefused() {
    ImageBatch batch = Runs.images(ImageShape.rgb(4, 6), 4);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ImageGrid.image(batch, 4));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ImageGrid.image(batch, -1));
  }

  @Test
  void emptyBatch_isRefused() {
    ImageBatch batch = Runs.images(ImageShape.rgb(4, 6), 0);

    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ImageGrid.of(batch));
  }

  @Test
  void grid_tooSmallForTheBatch_isRefused() {
    ImageBatch batch = Runs.images(ImageShape.rgb(4, 6), 5);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ImageGrid.of(batch, 2, 2));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ImageGrid.of(batch, -5, -1));
  }

  @Test
  void grid_tooLargeForAnImage_isRefused() {
    ImageBatch batch = Runs.images(ImageShape.rgb(4, 6), 1);

    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageGrid.of(batch, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .withMessage(
            "a grid of 2147483647 x 2147483647 images of 4x6x3 is too large for one image: draw"
                + " fewer images");
  }

  @Test
  void otherChannelCounts_areRefused() {
    ImageBatch batch = Runs.images(new ImageShape(4, 6, 4), 1);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ImageGrid.of(batch))
        .withMessageContaining("4 channels");
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  private static int colour(int first) {
    return first << 16 | first + 1 << 8 | first + 2;
  }
}
