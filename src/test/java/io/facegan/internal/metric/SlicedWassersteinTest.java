package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {
  @Test
  void to_sameImages_isExactly0() {
    ImageBatch faces = Made.faces(1, 12, 32);
    assertThat(new SlicedWasserstein(faces).to(faces)).isZero();
  }

  @Test
  void to_singlePixels_isTheMeanDifferenceOfTheSortedLevels() {
    // One number's only directions are up and down; the real levels deviate by 10.
    SlicedWasserstein distance = new SlicedWasserstein(Made.single(100, 120));
    assertThat(distance.to(Made.single(120, 100))).isZero();
    assertThat(distance.to(Made.single(130, 110))).isEqualTo(1_000, within(1e-9));
    assertThat(distance.to(Made.single(110, 110))).isEqualTo(1_000, within(1e-9));
    assertThat(distance.to(Made.single(100, 123))).isEqualTo(150, within(1e-9));
    assertThat(distance.to(Made.single(100, 100, 120, 124))).isEqualTo(100, within(1e-9));
  }

  @Test
  void to_shiftedCopy_isTheShiftAlongEachDirection() {
    ImageBatch reals = Made.random(new ImageShape(20, 20, 1), 3, 2);
    ImageBatch dimmed = dimmed(reals);
    double expected = 1_000 * meanShift(1) * 9 / deviation(dimmed, 0, 0);
    assertThat(new SlicedWasserstein(dimmed).to(Made.brighter(dimmed, 9)))
        .isEqualTo(expected, within(1e-9));
  }

  @Test
  void to_shiftedCopy_differsOnTheCoarsestOf2LevelsOnly() {
    ImageBatch dimmed = dimmed(Made.random(new ImageShape(40, 36, 1), 3, 2));
    double expected = 1_000 * meanShift(1) * 9 / deviation(dimmed, 1, 0) / 2;
    assertThat(new SlicedWasserstein(dimmed).to(Made.brighter(dimmed, 9)))
        .isEqualTo(expected, within(1e-9));
  }

  @Test
  void to_plainRealImages_countGreyLevels() {
    ImageBatch reals = Made.images(ImageShape.rgb(9, 9), 2, (image, y, x, c) -> 50);
    double expected = 1_000 * meanShift(3) * 2;
    assertThat(new SlicedWasserstein(reals).to(Made.brighter(reals, 2)))
        .isEqualTo(expected, within(1e-9));
  }

  @Test
  void to_anySmallImages_followsTheDefinition() {
    ImageBatch reals = Made.random(new ImageShape(2, 3, 2), 4, 7);
    ImageBatch generated = dimmed(Made.random(new ImageShape(2, 3, 2), 5, 8));
    assertThat(new SlicedWasserstein(reals).to(generated))
        .isEqualTo(defined(reals, generated), within(1e-9));
  }

  @Test
  void to_otherImagesOfTheSameKind_isNearerThanToOtherKinds() {
    ImageBatch faces = Made.faces(1, 64, 32);
    SlicedWasserstein distance = new SlicedWasserstein(faces);
    double others = distance.to(Made.faces(2, 64, 32));
    assertThat(others).isBetween(20.0, 100.0);
    assertThat(distance.to(Made.brighter(Made.faces(2, 64, 32), 40))).isGreaterThan(2 * others);
    assertThat(distance.to(dimmed(Made.faces(2, 64, 32)))).isGreaterThan(2 * others);
    assertThat(distance.to(Made.random(ImageShape.rgb(32, 32), 64, 1))).isGreaterThan(800);
  }

  /** Halves the contrast and stays far from white. */
  private static ImageBatch dimmed(ImageBatch batch) {
    byte[] bytes = batch.pixels().clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((bytes[i] & 255) / 2 + 20);
    }
    return new ImageBatch(batch.shape(), batch.count(), bytes);
  }

  private static double deviation(ImageBatch batch, int level, int channel) {
    return Channels.of(Patches.of(batch).get(level)).deviation()[channel];
  }

  /** Returns how far 7x7 patches move along a direction on average if all numbers grow by 1. */
  private static double meanShift(int channels) {
    double[][] values = new double[channels * 49][Patches.COUNT];
    for (double[] row : values) {
      Arrays.fill(row, 1);
    }
    return Arrays.stream(Directions.sortedProjections(new Patches(channels, values)))
        .mapToDouble(places -> Math.abs(places[0]))
        .average()
        .getAsDouble();
  }

  /** Each image is its own only patch: the mean over directions, of its places in order. */
  private static double defined(ImageBatch reals, ImageBatch generated) {
    Patches real = Patches.of(reals).get(0);
    Patches other = Patches.of(generated).get(0);
    for (int channel = 0; channel < 2; channel++) {
      double[] all = new double[6 * Patches.COUNT];
      for (int i = 0; i < all.length; i++) {
        all[i] = real.values()[6 * channel + i / Patches.COUNT][i % Patches.COUNT];
      }
      double mean = Arrays.stream(all).average().getAsDouble();
      double deviation =
          Math.sqrt(Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().getAsDouble());
      for (int number = 6 * channel; number < 6 * channel + 6; number++) {
        for (double[] row : new double[][] {real.values()[number], other.values()[number]}) {
          Arrays.setAll(row, patch -> (row[patch] - mean) / deviation);
        }
      }
    }
    double sum = 0;
    double[][] one = Directions.sortedProjections(real);
    double[][] two = Directions.sortedProjections(other);
    for (int direction = 0; direction < 64; direction++) {
      for (int patch = 0; patch < 2_048; patch++) {
        sum += Math.abs(one[direction][patch] - two[direction][patch]);
      }
    }
    return 1_000 * sum / 64 / 2_048;
  }
}
