package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How alike pairs of images are that should not be (Odena, Olah and Shlens, <a
 * href="https://arxiv.org/abs/1610.09585">Conditional Image Synthesis with Auxiliary Classifier
 * GANs</a>, ICML 2017), by the multi-scale structural similarity of Wang, Simoncelli and Bovik, <a
 * href="https://doi.org/10.1109/ACSSC.2003.1292216">Multiscale Structural Similarity for Image
 * Quality Assessment</a>, 2003: contrast and structure at up to five scales and luminance at the
 * last, in windows of 11x11 pixels, of the luma. Scales at which no window fits are left out.
 */
final class StructuralSimilarity {
  private static final int MOST_PAIRS = 128;
  private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
  private static final int WINDOW = 11;
  private static final double[] GAUSSIAN = new double[WINDOW];
  private static final double LUMINANCE = 0.01 * 255 * 0.01 * 255;
  private static final double CONTRAST = 0.03 * 255 * 0.03 * 255;

  static {
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      int away = i - WINDOW / 2;
      GAUSSIAN[i] = StrictMath.exp(-away * away / (2 * 1.5 * 1.5));
      sum += GAUSSIAN[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      GAUSSIAN[i] /= sum;
    }
  }

  private StructuralSimilarity() {}

  /**
   * Returns the mean over pairs of different images: 1 if all are the same, near 0 if nothing is;
   * NaN if there is no pair or no window fits.
   */
  static double ofPairs(ImageBatch batch) {
    int half = batch.count() / 2;
    double[] similarities =
        IntStream.range(0, Math.min(MOST_PAIRS, half))
            .parallel()
            .mapToDouble(i -> of(Plane.luma(batch, i), Plane.luma(batch, i + half)))
            .toArray();
    // Added up in one order, so that the bits do not depend on the threads.
    return Arrays.stream(similarities).average().orElse(Double.NaN);
  }

  /** Returns the similarity of two planes of one size. */
  static double of(Plane one, Plane other) {
    double product = 1;
    double weights = 0;
    Plane a = one;
    Plane b = other;
    for (int scale = 0; scale < WEIGHTS.length; scale++) {
      if (Math.min(a.height(), a.width()) < WINDOW) {
        return Double.NaN;
      }
      boolean last = scale + 1 == WEIGHTS.length || Math.min(a.height(), a.width()) < 2 * WINDOW;
      weights += WEIGHTS[scale];
      product *= StrictMath.pow(Math.max(0, compared(a, b, last)), WEIGHTS[scale]);
      if (last) {
        break;
      }
      a = halved(a);
      b = halved(b);
    }
    return StrictMath.pow(product, 1 / weights);
  }

  /** Returns the mean over all windows of contrast and structure, and of luminance if asked for. */
  private static double compared(Plane a, Plane b, boolean luminance) {
    double[] one = a.values();
    double[] two = b.values();
    double[] means = blurred(a, one);
    double[] others = blurred(a, two);
    double[] squares = blurred(a, product(one, one));
    double[] otherSquares = blurred(a, product(two, two));
    double[] products = blurred(a, product(one, two));
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double mean = means[i] * others[i];
      double both = means[i] * means[i] + others[i] * others[i];
      double structure =
          (2 * (products[i] - mean) + CONTRAST) / (squares[i] + otherSquares[i] - both + CONTRAST);
      sum += luminance ? structure * (2 * mean + LUMINANCE) / (both + LUMINANCE) : structure;
    }
    return sum / means.length;
  }

  private static double[] product(double[] one, double[] other) {
    double[] product = new double[one.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = one[i] * other[i];
    }
    return product;
  }

  /** Returns the weighted mean of each window that lies in the plane as a whole. */
  private static double[] blurred(Plane size, double[] values) {
    int width = size.width() - WINDOW + 1;
    int height = size.height() - WINDOW + 1;
    double[] across = new double[size.height() * width];
    double[] both = new double[height * width];
    for (int k = 0; k < WINDOW; k++) {
      for (int i = 0; i < across.length; i++) {
        across[i] += GAUSSIAN[k] * values[i / width * size.width() + i % width + k];
      }
    }
    for (int k = 0; k < WINDOW; k++) {
      for (int i = 0; i < both.length; i++) {
        both[i] += GAUSSIAN[k] * across[i + k * width];
      }
    }
    return both;
  }

  /** Returns the mean of each 2x2 pixels. */
  private static Plane halved(Plane plane) {
    int rows = plane.height() / 2;
    int columns = plane.width() / 2;
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = plane.mean(i / columns, rows, i % columns, columns);
    }
    return new Plane(rows, columns, values);
  }
}
