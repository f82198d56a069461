package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderTest {
  @Test
  void darkness_isThatOfTheOutermostSixteenth() {
    // Of 64x32 pixels a sixteenth is 4 rows and 2 columns.
    ImageBatch batch = Made.grey(64, 32, (y, x) -> framed(y, x, 64, 32, 4, 2));
    assertThat(Border.darkness(batch)).isEqualTo(30);
  }

  @Test
  void darkness_sixteenthsAreRoundedDown_butNeverToNothing() {
    assertThat(Border.darkness(Made.grey(31, 47, (y, x) -> framed(y, x, 31, 47, 1, 2))))
        .isEqualTo(30);
    assertThat(Border.darkness(Made.grey(5, 9, (y, x) -> framed(y, x, 5, 9, 1, 1)))).isEqualTo(30);
  }

  @Test
  void darkness_brighterBorder_isNegative() {
    ImageBatch batch = Made.grey(16, 16, (y, x) -> 255 - framed(y, x, 16, 16, 1, 1));
    assertThat(Border.darkness(batch)).isEqualTo(-30);
  }

  @Test
  void darkness_slope_isWorkedOutByHand() {
    // Of 3x4 pixels 1 and 2 are inside; the others add up to 0 + 9 + 90 + 9 + 0.
    int[][] levels = {{0, 2, 3, 4}, {90, 1, 2, 0}, {0, 3, 4, 2}};
    ImageBatch batch = Made.grey(3, 4, (y, x) -> levels[y][x]);
    assertThat(Border.darkness(batch)).isEqualTo(1.5 - 10.8);
  }

  @Test
  void darkness_isAveragedOverImagesAndChannels() {
    ImageBatch batch =
        Made.images(
            ImageShape.rgb(3, 3),
            2,
            (image, y, x, c) -> y == 1 && x == 1 ? 130 + 10 * c + 40 * image : 130);
    assertThat(Border.darkness(batch)).isEqualTo((0 + 10 + 20 + 40 + 50 + 60) / 6.0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "2, 40", "40, 2"})
  void darkness_nothingNextToTheBorder_isNotANumber(int height, int width) {
    assertThat(Border.darkness(Made.grey(height, width, (y, x) -> y + x))).isNaN();
  }

  /** 110 on the border, 140 next to it, 7 in the middle. */
  private static int framed(int y, int x, int height, int width, int rows, int columns) {
    if (y < rows || y >= height - rows || x < columns || x >= width - columns) {
      return 110;
    }
    boolean next =
        y < 2 * rows || y >= height - 2 * rows || x < 2 * columns || x >= width - 2 * columns;
    return next ? 140 : 7;
  }
}
