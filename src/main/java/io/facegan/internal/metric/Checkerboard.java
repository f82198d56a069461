package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The part of images that repeats every 2, 4 or 8 pixels. Transposed convolutions of stride 2 leave
 * such artifacts: the last layer every 2 pixels, the layers before it every 4 and 8.
 *
 * <p>For each period, the moving average over one period is subtracted. That removes slopes and
 * even curvature, which would look like a pattern, and keeps whatever repeats with the period. The
 * rest is cut into windows of 4 by 4 periods, and the pixels at the same position of each period
 * are averaged over the window. The result is the root mean square of these averages over
 * positions, windows, channels and images; a pattern that alternates between m + a and m - a gives
 * a.
 *
 * <p>The texture of real faces gives 0.8 to 1.9 grey levels at period 2 but 3.8 to 5.3 at period 8,
 * and pixel noise gives a quarter of its standard deviation. What repeats every 2 pixels also
 * repeats every 4 and 8, where it would not stand out. Hence the reported figure is neither the
 * maximum of the three nor their sum, but that of the period at which generated images exceed real
 * ones by the largest factor.
 */
final class Checkerboard {
  private static final int[] PERIODS = {2, 4, 8};
  private static final int REPEATS = 4;

  /** Rounding to grey levels alone gives about this much. */
  private static final double LEAST = 0.1;

  private Checkerboard() {}

  /**
   * Returns the root mean square for each period, in grey levels; NaN where no window with half a
   * period around it fits into the images.
   */
  static double[] of(ImageBatch batch) {
    return Arrays.stream(PERIODS).mapToDouble(period -> rootMeanSquare(batch, period)).toArray();
  }

  /**
   * Returns the index of the period at which generated exceed real images by the largest factor.
   */
  static int mostConspicuous(double[] generated, double[] reals) {
    int most = 0;
    for (int i = 1; i < PERIODS.length; i++) {
      if (factor(generated[i], reals[i]) > factor(generated[most], reals[most])) {
        most = i;
      }
    }
    return most;
  }

  private static double factor(double generated, double real) {
    return generated / Math.max(real, LEAST);
  }

  private static double rootMeanSquare(ImageBatch batch, int period) {
    int side = REPEATS * period;
    int down = Math.max(0, batch.shape().height() - period) / side;
    int across = Math.max(0, batch.shape().width() - period) / side;
    double[] sums =
        IntStream.range(0, batch.count())
            .parallel()
            .mapToDouble(image -> sumOfSquares(batch, image, period, down, across))
            .toArray();
    // Added up in one order, so that the bits do not depend on the threads.
    double windows = (double) batch.count() * batch.shape().channels() * down * across;
    return Math.sqrt(Arrays.stream(sums).sum() / windows);
  }

  /** Returns the sum of the mean squares of all windows of an image. */
  private static double sumOfSquares(
      ImageBatch batch, int image, int period, int down, int across) {
    double sum = 0;
    for (int channel = 0; channel < batch.shape().channels(); channel++) {
      Plane details = details(Plane.of(batch, image, channel), period);
      for (int window = 0; window < down * across; window++) {
        int top = window / across * REPEATS * period;
        int left = window % across * REPEATS * period;
        sum += meanSquare(details, top, left, period);
      }
    }
    return sum;
  }

  private static double meanSquare(Plane details, int top, int left, int period) {
    double[] sums = new double[period * period];
    int side = REPEATS * period;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        sums[y % period * period + x % period] +=
            details.values()[(top + y) * details.width() + left + x];
      }
    }
    double mean = Arrays.stream(sums).average().orElseThrow();
    double squares = 0;
    for (double sum : sums) {
      double away = (sum - mean) / (REPEATS * REPEATS);
      squares += away * away;
    }
    return squares / sums.length;
  }

  /** Returns a plane minus its moving average, without the margin where that is undefined. */
  private static Plane details(Plane plane, int period) {
    int height = Math.max(0, plane.height() - period);
    int width = Math.max(0, plane.width() - period);
    double[] across = new double[plane.height() * width];
    for (int i = 0; i < across.length; i++) {
      across[i] = average(plane.values(), i / width * plane.width() + i % width, 1, period);
    }
    double[] values = new double[height * width];
    int margin = period / 2;
    for (int i = 0; i < values.length; i++) {
      int centre = (i / width + margin) * plane.width() + i % width + margin;
      values[i] = plane.values()[centre] - average(across, i, width, period);
    }
    return new Plane(height, width, values);
  }

  /** Averages period + 1 values, the first and the last with half weight: they share a position. */
  private static double average(double[] values, int from, int step, int period) {
    double sum = (values[from] + values[from + period * step]) / 2;
    for (int i = 1; i < period; i++) {
      sum += values[from + i * step];
    }
    return sum / period;
  }
}
