package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;

class SymmetryTest {
  @Test
  void lack_mirrorImages_isNone() {
    assertThat(Symmetry.asymmetry(Made.grey(5, 8, (y, x) -> 30 * y + Math.min(x, 7 - x)))).isZero();
    assertThat(Symmetry.asymmetry(Made.grey(5, 9, (y, x) -> 30 * y + Math.min(x, 8 - x)))).isZero();
    assertThat(Symmetry.asymmetry(Made.grey(5, 1, (y, x) -> 30 * y))).isZero();
  }

  @Test
  void lack_negatives_isTwo() {
    ImageBatch batch =
        Made.grey(4, 6, (y, x) -> x < 3 ? 40 * y + 9 * x : 255 - 40 * y - 9 * (5 - x));
    assertThat(Symmetry.asymmetry(batch)).isEqualTo(2, within(1e-12));
  }

  @Test
  void lack_unrelatedHalves_isNearOne() {
    ImageBatch batch = Made.random(ImageShape.rgb(64, 64), 4, 3);
    assertThat(Symmetry.asymmetry(batch)).isEqualTo(1, within(0.02));
  }

  @Test
  void lack_threePixels_isWorkedOutByHand() {
    // Mean 1, variance (1 + 1 + 4) / 3; the differences are 3, 0 and 3, their mean square 6.
    int[] levels = {0, 0, 3};
    assertThat(Symmetry.asymmetry(Made.grey(1, 3, (y, x) -> levels[x]))).isEqualTo(6 / (2 * 2.0));
  }

  @Test
  void lack_doesNotDependOnContrastOrBrightness() {
    ImageBatch plain = Made.random(new ImageShape(9, 7, 1), 1, 8);
    ImageBatch faint = Made.grey(9, 7, (y, x) -> 200 + (plain.pixels()[y * 7 + x] & 255) / 8);
    ImageBatch strong = Made.grey(9, 7, (y, x) -> 3 + 7 * ((plain.pixels()[y * 7 + x] & 255) / 8));
    assertThat(Symmetry.asymmetry(faint)).isEqualTo(Symmetry.asymmetry(strong), within(1e-12));
  }

  @Test
  void lack_isTheMeanOfTheImagesThatHaveAnyContrast() {
    ImageBatch batch =
        Made.images(
            new ImageShape(1, 2, 1),
            3,
            (image, y, x, c) -> image == 0 ? 77 : image == 1 ? 100 * x : 254 + x);
    assertThat(Symmetry.asymmetry(batch)).isEqualTo(2);
    assertThat(Symmetry.asymmetry(Made.images(new ImageShape(2, 2, 1), 2, SymmetryTest::oneStep)))
        .isEqualTo((0 + 2) / 2.0);
  }

  @Test
  void lack_noContrast_isNotANumber() {
    ImageBatch batch =
        Made.images(ImageShape.rgb(7, 9), 2, (image, y, x, c) -> 251 - 50 * image - c);
    assertThat(Symmetry.asymmetry(batch)).isNaN();
  }

  @Test
  void lack_noContrastOfManyPixels_isNotANumber() {
    // So many squares of this luma exceed 2^56, where each addition of one rounds up.
    ImageBatch batch =
        Made.images(ImageShape.rgb(1_500, 1_500), 1, (image, y, x, c) -> c == 1 ? 254 : 255);
    assertThat(Symmetry.asymmetry(batch)).isNaN();
  }

  @Test
  void lack_ofColour_isThatOfTheLuma() {
    // 299 - 31 * 587 + 157 * 114 is 0: the halves differ in colour, not in luma.
    int[] other = {1, -31, 157};
    ImageBatch batch =
        Made.images(
            ImageShape.rgb(2, 2), 1, (image, y, x, c) -> 40 + 50 * y + (x == 1 ? other[c] : 0));
    assertThat(Symmetry.asymmetry(batch)).isZero();
  }

  @Test
  void lack_ofTwoOrFourChannels_isThatOfTheirSum() {
    for (int channels : new int[] {2, 4}) {
      ImageBatch same =
          Made.images(
              new ImageShape(2, 2, channels),
              1,
              (image, y, x, c) -> 40 + 50 * y + (x == 1 ? c % 2 == 0 ? 7 : -7 : 0));
      assertThat(Symmetry.asymmetry(same)).isZero();
    }
  }

  /** The first image differs between its rows, the second between its columns. */
  private static int oneStep(int image, int y, int x, int channel) {
    return image == 0 ? 10 * y : 200 * x;
  }
}
