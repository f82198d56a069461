package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiversityTest {
  @Test
  void of_twoRealImages_isAPowerOf50() {
    // exp(-100 / scale) is 1 / 50, so a squared distance of d has the likeness 50^(-d / 100).
    Diversity diversity = new Diversity(Made.single(200, 210));
    assertThat(diversity.of(Made.single(20, 20))).isEqualTo(1 / 50.0, within(1e-12));
    assertThat(diversity.of(Made.single(30, 20))).isEqualTo(1, within(1e-9));
    assertThat(diversity.of(Made.single(20, 34))).isEqualTo(Math.pow(50, 0.96), within(1e-6));
    double likenesses = Math.pow(50, -0.01) + Math.pow(50, -0.25) + Math.pow(50, -0.36);
    assertThat(diversity.of(Made.single(1, 0, 6))).isEqualTo(3 / (50 * likenesses), within(1e-12));
  }

  @Test
  void of_realImages_is1() {
    ImageBatch faces = Made.faces(3, 40, 16);
    assertThat(new Diversity(faces).of(faces)).isEqualTo(1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 9, 12, 18, 36})
  void of_copiesOfKImages_isAboutKOf50(int k) {
    Diversity diversity = new Diversity(alien(36));
    int each = 36 / k;
    double same = (each - 1) / 35.0;
    double copies = diversity.of(copies(k));
    assertThat(copies).isEqualTo(1 / (50 * same + 1 - same), within(1e-9));
    if (k <= 4) {
      assertThat(copies).isBetween(k / 50.0, 1.1 * k / 50);
    }
  }

  @Test
  void of_doesNotDependOnHowManyImagesThereAre() {
    Diversity diversity = new Diversity(alien(36));
    assertThat(diversity.of(alien(2))).isEqualTo(1, within(1e-9));
    assertThat(diversity.of(alien(60))).isEqualTo(1, within(1e-9));
  }

  @Test
  void of_noiseWithinCells_doesNotCount() {
    ImageShape shape = ImageShape.rgb(32, 64);
    Diversity diversity =
        new Diversity(Made.images(shape, 2, (image, y, x, c) -> 100 + 10 * image));
    ImageBatch generated =
        Made.images(shape, 2, (image, y, x, c) -> 100 + 90 * image * (1 - 2 * (x % 2)));
    assertThat(diversity.of(generated)).isEqualTo(1 / 50.0, within(1e-12));
  }

  @Test
  void of_cellsOfUnevenSizes_areMeans() {
    // 24 rows make cells of 1 and 2 rows in turns, 40 columns cells of 2 and 3 columns.
    ImageShape shape = ImageShape.rgb(24, 40);
    Diversity diversity = new Diversity(Made.images(shape, 2, (image, y, x, c) -> 100 + 2 * image));
    double unit = 3 * 16 * 16 * 2 * 2;
    for (int[] place : new int[][] {{0, 0, 2}, {1, 0, 4}, {0, 2, 3}, {23, 39, 6}}) {
      ImageBatch generated =
          Made.images(
              shape,
              2,
              (image, y, x, c) ->
                  image == 1 && y == place[0] && x == place[1] && c == 1 ? 160 : 100);
      double squared = Math.pow(60.0 / place[2], 2);
      assertThat(diversity.of(generated))
          .as("pixel %d, %d", place[0], place[1])
          .isEqualTo(Math.pow(50, squared / unit - 1), within(1e-9));
    }
  }

  @Test
  void of_sideShorterThanTheCells_hasOneForEachPixel() {
    ImageShape shape = new ImageShape(2, 20, 1);
    Diversity diversity = new Diversity(Made.images(shape, 2, (image, y, x, c) -> 10 * image));
    // The columns 0 and 4 have cells of their own, 3 and 4 share one.
    ImageBatch generated =
        Made.images(shape, 2, (image, y, x, c) -> y == 1 && (x == 0 || x == 4) ? 40 * image : 0);
    double squared = 40 * 40 + 20 * 20;
    assertThat(diversity.of(generated))
        .isEqualTo(Math.pow(50, squared / (2 * 16 * 100) - 1), within(1e-9));
  }

  @Test
  void of_permutedImages_isTheSame() {
    Diversity diversity = new Diversity(Made.faces(3, 40, 16));
    ImageBatch faces = Made.faces(4, 36, 16);
    int[] permuted = IntStream.range(0, 36).map(i -> i * 5 % 36).toArray();
    assertThat(diversity.of(Made.chosen(faces, permuted)))
        .isEqualTo(diversity.of(faces), within(1e-12));
  }

  @Test
  void of_realImagesPermuted_isTheSame() {
    ImageBatch reals = Made.faces(3, 36, 16);
    ImageBatch faces = Made.faces(4, 36, 16);
    int[] permuted = IntStream.range(0, 36).map(i -> i * 7 % 36).toArray();
    assertThat(new Diversity(Made.chosen(reals, permuted)).of(faces))
        .isEqualTo(new Diversity(reals).of(faces), within(1e-9));
  }

  @Test
  void of_oneIn50RealPairsTheSame_isNotANumber() {
    // 25 images make 300 pairs: 4 copies of one make 6 pairs, 3 copies and 2 twins 5.
    int[] six = IntStream.range(0, 25).map(i -> Math.max(0, i - 3)).toArray();
    int[] five = six.clone();
    five[3] = 24;
    five[4] = 23;
    five[5] = 22;
    ImageBatch images = alien(25);
    assertThat(new Diversity(Made.chosen(images, six)).of(alien(2))).isNaN();
    assertThat(new Diversity(Made.chosen(images, five)).of(alien(2))).isPositive();
  }

  @Test
  void of_allRealImagesTheSame_isNotANumber() {
    assertThat(new Diversity(Made.single(9, 9)).of(Made.single(1, 200))).isNaN();
  }

  @Test
  void of_nothingInCommon_isInfinite() {
    assertThat(new Diversity(Made.single(9, 10)).of(Made.single(0, 255))).isInfinite();
  }

  @Test
  void of_looksAtTheFirst512Images() {
    int[] levels = IntStream.range(0, 1_001).map(i -> i * 37 % 256).toArray();
    ImageBatch more = Made.single(levels);
    ImageBatch first = Made.single(Arrays.copyOf(levels, 512));
    ImageBatch less = Made.single(Arrays.copyOf(levels, 511));
    Diversity diversity = new Diversity(first);
    assertThat(diversity.of(more)).isEqualTo(diversity.of(first));
    assertThat(diversity.of(less)).isNotEqualTo(diversity.of(first));
    assertThat(new Diversity(more).of(less)).isEqualTo(diversity.of(less));
  }

  /** Returns images all of which are equally far from each other. */
  private static ImageBatch alien(int count) {
    return Made.images(
        new ImageShape(8, 8, 1), count, (image, y, x, c) -> 8 * y + x == image ? 100 : 0);
  }

  private static ImageBatch copies(int k) {
    return Made.chosen(alien(36), IntStream.range(0, 36).map(i -> i % k).toArray());
  }
}
