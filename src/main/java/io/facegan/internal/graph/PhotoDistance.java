package io.facegan.internal.graph;

import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How far images are from photos, at several scales: coarse ones see where a head is and how it is
 * lit, fine ones its features. The middle of the image, where a face is, counts more than the
 * corners.
 */
final class PhotoDistance {
  /** The weight of the far corners; that of the middle is 1. */
  private static final double OUTSIDE = 0.2;

  private static final double NARROWNESS = 1.2;

  /** Scales below it hold no more than a few patches. */
  private static final int LEAST_SIDE = 8;

  private static final List<Long> HALF = List.of(1L, 2L, 2L, 1L);

  private final Ops tf;
  private final List<Operand<TFloat32>> pixels = new ArrayList<>();
  private final List<Operand<TFloat32>> edges = new ArrayList<>();

  /**
   * Compares images with photos, one by one: both n x height x width x channel, between 0 and 1.
   */
  PhotoDistance(Ops tf, ImageShape shape, Operand<TFloat32> images, Operand<TFloat32> photos) {
    this.tf = tf;
    int height = shape.height();
    int width = shape.width();
    Operand<TFloat32> difference = tf.math.sub(images, photos);
    while (true) {
      pixels.add(weighted(difference, height, width));
      if (height > 1 && width > 1) {
        edges.add(edges(difference, height, width));
      }
      if (Math.min(height, width) <= LEAST_SIDE) {
        break;
      }
      difference = tf.nn.avgPool(difference, HALF, HALF, "SAME");
      height = (height + 1) / 2;
      width = (width + 1) / 2;
    }
  }

  /** Returns n means of squared differences of values, between 0 and 1. */
  Operand<TFloat32> ofPixels() {
    return mean(pixels);
  }

  /** Returns the same of the steps from each value to the next ones, by which eyes see contours. */
  Operand<TFloat32> ofEdges() {
    return edges.isEmpty() ? tf.zerosLike(ofPixels()) : mean(edges);
  }

  private Operand<TFloat32> mean(List<Operand<TFloat32>> scales) {
    Operand<TFloat32> sum = scales.get(0);
    for (Operand<TFloat32> other : scales.subList(1, scales.size())) {
      sum = tf.math.add(sum, other);
    }
    return tf.math.div(sum, tf.constant((float) scales.size()));
  }

  private Operand<TFloat32> edges(Operand<TFloat32> difference, int height, int width) {
    int[] first = {0, 0, 0, 0};
    Operand<TFloat32> down =
        tf.math.sub(
            part(difference, new int[] {0, 1, 0, 0}, height - 1, width),
            part(difference, first, height - 1, width));
    Operand<TFloat32> right =
        tf.math.sub(
            part(difference, new int[] {0, 0, 1, 0}, height, width - 1),
            part(difference, first, height, width - 1));
    return tf.math.add(weighted(down, height - 1, width), weighted(right, height, width - 1));
  }

  private Operand<TFloat32> part(Operand<TFloat32> x, int[] from, int height, int width) {
    return tf.slice(x, tf.constant(from), tf.constant(new int[] {-1, height, width, -1}));
  }

  private Operand<TFloat32> weighted(Operand<TFloat32> difference, int height, int width) {
    Operand<TFloat32> window =
        tf.constant(Shape.of(1, height, width, 1), DataBuffers.of(window(height, width)));
    return tf.math.mean(
        tf.math.mul(tf.math.square(difference), window), tf.constant(new int[] {1, 2, 3}));
  }

  /** Returns weights with a mean of 1. */
  private static float[] window(int height, int width) {
    double[] weights = new double[height * width];
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double down = (2 * y + 1.0) / height - 1;
        double right = (2 * x + 1.0) / width - 1;
        double near = Math.exp(-NARROWNESS * (down * down + right * right));
        weights[y * width + x] = OUTSIDE + (1 - OUTSIDE) * near;
        sum += weights[y * width + x];
      }
    }
    float[] window = new float[weights.length];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) (weights[i] * window.length / sum);
    }
    return window;
  }
}
