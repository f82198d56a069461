package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.util.Arrays;

/**
 * How different pictures are from each other, beside real ones.
 *
 * <p>The likeness of two pictures is {@code exp(-d / scale)}, where d is the squared distance of
 * what is left of them at {@value #CELLS}x{@value #CELLS} cells, so that noise of pixels does not
 * count. One divided by the mean likeness is the effective number of different pictures, the Vendi
 * score of order 2 with a Gaussian kernel; here of pairs of different pictures only, so that it
 * does not depend on how many there are. The scale is chosen such that the real pictures count as
 * {@value #DIFFERENT}: then a collection's own variety does not move the thresholds, and copies of
 * k pictures have a diversity of about k / {@value #DIFFERENT} in any of them. Counting reals as 25
 * would not tell copies of 12 pictures from 36 different ones, nor those of 2 from faint ones; as
 * 100 it would tell these better, but scatter a little more and notice faint ones less.
 */
final class Diversity {
  /** As how many different pictures the real ones count. */
  static final int DIFFERENT = 50;

  private static final int CELLS = 16;
  private static final int MOST_PICTURES = 1_000;
  private static final int BISECTIONS = 60;

  private final double scale;

  Diversity(ImageBatch reals) {
    scale = scale(squaredDistances(reals));
  }

  /** Returns the diversity, or NaN if too many of the real pictures are the same. */
  double of(ImageBatch generated) {
    if (scale == 0) {
      return Double.NaN;
    }
    return 1 / (DIFFERENT * meanLikeness(squaredDistances(generated), scale));
  }

  /** Returns the scale at which the mean likeness is 1 / DIFFERENT; 0 if there is none. */
  private static double scale(double[] distances) {
    long same = Arrays.stream(distances).filter(distance -> distance == 0).count();
    if (same * DIFFERENT >= distances.length) {
      return 0;
    }
    double low = 0;
    double high = Arrays.stream(distances).max().getAsDouble();
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (meanLikeness(distances, middle) * DIFFERENT < 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double meanLikeness(double[] distances, double scale) {
    double sum = 0;
    for (double distance : distances) {
      sum += StrictMath.exp(-distance / scale);
    }
    return sum / distances.length;
  }

  private static double[] squaredDistances(ImageBatch batch) {
    int count = Math.min(batch.count(), MOST_PICTURES);
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

  /** Returns the mean colour of each cell; a side shorter than the cells has one for each pixel. */
  private static double[] pooled(ImageBatch batch, int picture) {
    ImageShape shape = batch.shape();
    int rows = Math.min(CELLS, shape.height());
    int columns = Math.min(CELLS, shape.width());
    double[] cells = new double[shape.channels() * rows * columns];
    for (int channel = 0; channel < shape.channels(); channel++) {
      Plane plane = Plane.of(batch, picture, channel);
      for (int cell = 0; cell < rows * columns; cell++) {
        cells[channel * rows * columns + cell] =
            mean(plane, cell / columns, rows, cell % columns, columns);
      }
    }
    return cells;
  }

  private static double mean(Plane plane, int row, int rows, int column, int columns) {
    int top = row * plane.height() / rows;
    int bottom = (row + 1) * plane.height() / rows;
    int left = column * plane.width() / columns;
    int right = (column + 1) * plane.width() / columns;
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += plane.values()[y * plane.width() + x];
      }
    }
    return sum / ((bottom - top) * (right - left));
  }
}
