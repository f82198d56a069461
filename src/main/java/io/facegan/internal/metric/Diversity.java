package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.util.Arrays;

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
  private static final int MAX_IMAGES = 1_000;
  private static final int BISECTIONS = 60;

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

  /** Returns the scale at which the mean similarity is 1 / DIFFERENT; 0 if there is none. */
  private static double scale(double[] distances) {
    long same = Arrays.stream(distances).filter(distance -> distance == 0).count();
    if (same * DIFFERENT >= distances.length) {
      return 0;
    }
    double low = 0;
    double high = Arrays.stream(distances).max().getAsDouble();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (meanSimilarity(distances, middle) * DIFFERENT < 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double meanSimilarity(double[] distances, double scale) {
    double sum = 0;
    for (double distance : distances) {
      sum += StrictMath.exp(-distance / scale);
    }
    return sum / distances.length;
  }

  private static double[] squaredDistances(ImageBatch batch) {
    int count = Math.min(batch.count(), MAX_IMAGES);
    double[][] pooled = new double[count][];
    for (int i = 0; i < count; i++) {
      pooled[i] = pooled(batch, i);
    }
    double[] distances = new double[count * (count - 1) / 2];
    int pair = 0;
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < i; j++) {
        distances[pair++] = squaredDistance(pooled[i], pooled[j]);
      }
    }
    return distances;
  }

  private static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
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
