package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerboardTest {
  private static final int[] PERIODS = {2, 4, 8};

  @ParameterizedTest
  @CsvSource({"2, 3, 3, 3", "4, 0, 3, 3", "8, 0, 0, 3"})
  void of_checks_isTheirAmplitude(int period, double two, double four, double eight) {
    int check = period / 2;
    ImageBatch batch = Made.grey(64, 48, (y, x) -> (y / check + x / check) % 2 == 0 ? 103 : 97);
    assertThat(Checkerboard.of(batch))
        .containsExactly(new double[] {two, four, eight}, within(1e-9));
  }

  @Test
  void of_stripes_isTheirAmplitude() {
    assertThat(Checkerboard.of(Made.grey(40, 40, (y, x) -> x % 2 == 0 ? 205 : 195)))
        .containsExactly(new double[] {5, 5, 5}, within(1e-9));
    assertThat(Checkerboard.of(Made.grey(40, 40, (y, x) -> y % 2 == 0 ? 205 : 195)))
        .containsExactly(new double[] {5, 5, 5}, within(1e-9));
  }

  @Test
  void of_slopesAndEvenBends_isNothing() {
    assertThat(Checkerboard.of(Made.grey(60, 60, (y, x) -> 3 * x + y)))
        .containsExactly(new double[3], within(1e-9));
    assertThat(Checkerboard.of(Made.grey(40, 40, (y, x) -> x * (39 - x) / 2 + y)))
        .containsExactly(new double[3], within(1e-9));
    assertThat(Checkerboard.of(Made.grey(10, 24, (y, x) -> x * y)))
        .startsWith(new double[1], within(1e-9));
  }

  @Test
  void of_patternOnASlope_isThePattern() {
    ImageBatch batch = Made.grey(50, 50, (y, x) -> 2 * x + 2 * y + (x + y) % 2 * 8);
    assertThat(Checkerboard.of(batch)).containsExactly(new double[] {4, 4, 4}, within(1e-9));
  }

  @Test
  void of_channelsAndImages_areAveragedAsSquares() {
    ImageBatch batch =
        Made.images(
            ImageShape.rgb(40, 40),
            2,
            (image, y, x, c) -> image == 1 && c == 2 ? 100 + (x + y) % 2 * 12 : 100);
    double expected = 6 / Math.sqrt(2 * 3);
    assertThat(Checkerboard.of(batch))
        .containsExactly(new double[] {expected, expected, expected}, within(1e-9));
  }

  @Test
  void of_anyImages_followsTheDefinition() {
    ImageBatch batch = Made.random(ImageShape.rgb(53, 91), 2, 6);
    double[] found = Checkerboard.of(batch);
    for (int i = 0; i < PERIODS.length; i++) {
      assertThat(found[i]).isEqualTo(defined(batch, PERIODS[i]), within(1e-9));
    }
  }

  @Test
  void of_noise_countsForAQuarter() {
    // A window averages 16 pixels of each place; noise of pixels from 0 to 255 deviates by 74.
    double[] found = Checkerboard.of(Made.random(ImageShape.rgb(64, 64), 8, 6));
    assertThat(found[1]).isEqualTo(74 / 4.0, within(1.5));
    assertThat(found[2]).isEqualTo(74 / 4.0, within(1.5));
  }

  @ParameterizedTest
  @CsvSource({"9, 0", "10, 1", "19, 1", "20, 2", "39, 2", "40, 3"})
  void of_shortSide_hasTheShortPeriodsOnly(int side, int periods) {
    for (ImageBatch batch :
        new ImageBatch[] {
          Made.grey(side, 64, (y, x) -> (x + y) % 2), Made.grey(64, side, (y, x) -> (x + y) % 2)
        }) {
      double[] found = Checkerboard.of(batch);
      for (int i = 0; i < PERIODS.length; i++) {
        if (i < periods) {
          assertThat(found[i]).isEqualTo(0.5, within(1e-9));
        } else {
          assertThat(found[i]).isNaN();
        }
      }
    }
  }

  @Test
  void mostConspicuous_isThatOfTheLargestFactor() {
    double[] reals = {1, 3, 5};
    assertThat(Checkerboard.mostConspicuous(new double[] {1.5, 3, 6}, reals)).isZero();
    assertThat(Checkerboard.mostConspicuous(new double[] {1.5, 6, 6}, reals)).isEqualTo(1);
    assertThat(Checkerboard.mostConspicuous(new double[] {1.5, 3, 8}, reals)).isEqualTo(2);
    assertThat(Checkerboard.mostConspicuous(new double[] {0.1, 0.9, 1}, reals)).isEqualTo(1);
  }

  @Test
  void mostConspicuous_equalFactors_isTheShortestPeriod() {
    assertThat(Checkerboard.mostConspicuous(new double[] {1, 3, 5}, new double[] {1, 3, 5}))
        .isZero();
  }

  @Test
  void mostConspicuous_roundingOfRealImages_doesNotMakeAFactorLarge() {
    double[] reals = {0.001, 1, 1};
    assertThat(Checkerboard.mostConspicuous(new double[] {0.05, 2, 1}, reals)).isEqualTo(1);
    assertThat(Checkerboard.mostConspicuous(new double[] {0.3, 2, 1}, reals)).isZero();
  }

  @Test
  void mostConspicuous_periodsThatDoNotFit_areLeftOut() {
    double nan = Double.NaN;
    assertThat(Checkerboard.mostConspicuous(new double[] {1, nan, nan}, new double[] {9, nan, nan}))
        .isZero();
  }

  /** The class's Javadoc as one plain loop for each of its sentences. */
  private static double defined(ImageBatch batch, int period) {
    double sum = 0;
    int windows = 0;
    for (int plane = 0; plane < batch.count() * batch.shape().channels(); plane++) {
      Plane pixels =
          Plane.of(batch, plane / batch.shape().channels(), plane % batch.shape().channels());
      int half = period / 2;
      int side = 4 * period;
      for (int top = half; top + side + half <= pixels.height(); top += side) {
        for (int left = half; left + side + half <= pixels.width(); left += side) {
          sum += variance(places(pixels, top, left, period));
          windows++;
        }
      }
    }
    return Math.sqrt(sum / windows);
  }

  private static double[] places(Plane pixels, int top, int left, int period) {
    double[] places = new double[period * period];
    for (int y = top; y < top + 4 * period; y++) {
      for (int x = left; x < left + 4 * period; x++) {
        int place = (y - top) % period * period + (x - left) % period;
        places[place] += (pixels.at(y, x) - movingAverage(pixels, y, x, period)) / 16;
      }
    }
    return places;
  }

  private static double movingAverage(Plane pixels, int y, int x, int period) {
    double sum = 0;
    int half = period / 2;
    for (int m = -half; m <= half; m++) {
      for (int n = -half; n <= half; n++) {
        double weight = (Math.abs(m) == half ? 0.5 : 1) * (Math.abs(n) == half ? 0.5 : 1);
        sum += weight * pixels.at(y + m, x + n);
      }
    }
    return sum / (period * period);
  }

  private static double variance(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    return squares / values.length - sum * sum / values.length / values.length;
  }
}
