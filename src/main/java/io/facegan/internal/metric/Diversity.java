package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much images differ from each other, relative to real ones.
 *
 * <p>The similarity of two images is {@code exp(-d / scale)}, where d is their squared distance
 * after pooling to {@value #CELLS}x{@value #CELLS} cells, which suppresses pixel noise. One divided
 * by the mean similarity is the effective number of different images: the Vendi score of order 2
 * with a Gaussian kernel, taken over pairs of different images only, so that it does not depend on
 * their number. The scale is chosen so that the real images count as {@value #DIFFERENT}. That
 * makes the thresholds independent of a collection's own variety: copies of k images have a
 * diversity of about k / {@value #DIFFERENT} in all collections. With 25 instead, copies of 12
 * images would not be told from 36 different ones, nor copies of 2 from faint images. With 100 they
 * would, but the diversity would scatter a little more and detect faint images less well.
 */
final class Diversity {
  /** The effective number of different real images. */
  static final int DIFFERENT = 50;

  private static final int CELLS = 16;
  private static final int MAX_IMAGES = 512;
  private static final int MOST_STEPS = 60;

  /** Of the similarity, relative; rounding leaves less. */
  private static final double CLOSE = 1e-12;

  private final double scale;

  Diversity(ImageBatch reals) {
    scale = scale(squaredDistances(reals));
  }

  /** Returns the diversity, or NaN if too many real images are the same. */
  double of(ImageBatch generated) {
    if (scale == 0) {
      return Double.NaN;
    }
    return 1 / (DIFFERENT * meanSimilarity(squaredDistances(generated), scale));
  }

  /**
   * Returns the scale at which the mean similarity is 1 / DIFFERENT; 0 if there is none. With t = 1
   * / scale the logarithm of the mean of exp(-d t) is convex and falls, so that Newton's method
   * comes from t = 0 without passing the solution, in a few steps.
   */
  private static double scale(double[] distances) {
    long same = Arrays.stream(distances).filter(distance -> distance == 0).count();
    if (same * DIFFERENT >= distances.length) {
      return 0;
    }
    double inverse = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
      double sum = 0;
      double weighted = 0;
      for (double distance : distances) {
        double similarity = StrictMath.exp(-distance * inverse);
        sum += similarity;
        weighted += similarity * distance;
      }
      double excess = StrictMath.log(sum / distances.length * DIFFERENT);
      if (excess < CLOSE) {
        break;
      }
      inverse += excess * sum / weighted;
    }
    return 1 / inverse;
  }

  private static double meanSimilarity(double[] distances, double scale) {
    double sum = 0;
    for (double distance : distances) {
      sum += StrictMath.exp(-distance / scale);
    }
    return sum / distances.length;
  }

  /** Returns the squared distance of each pair of different images. */
  private static double[] squaredDistances(ImageBatch batch) {
    int count = Math.min(batch.count(), MAX_IMAGES);
    double[][] pooled =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(image -> pooled(batch, image))
            .toArray(double[][]::new);
    double[][] products = Gram.of(pooled, pooled);
    double[][] squares = Gram.squaredDistances(products, products, products);
    return IntStream.range(0, count)
        .mapToObj(i -> Arrays.copyOf(squares[i], i))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /**
   * Returns the mean colour of each cell. A side with fewer pixels than cells has a cell per pixel.
   */
  private static double[] pooled(ImageBatch batch, int image) {
    ImageShape shape = batch.shape();
    int rows = Math.min(CELLS, shape.height());
    int columns = Math.min(CELLS, shape.width());
    double[] cells = new double[shape.channels() * rows * columns];
    for (int channel = 0; channel < shape.channels(); channel++) {
      Plane plane = Plane.of(batch, image, channel);
      for (int cell = 0; cell < rows * columns; cell++) {
        cells[channel * rows * columns + cell] =
            plane.mean(cell / columns, rows, cell % columns, columns);
      }
    }
    return cells;
  }
}
