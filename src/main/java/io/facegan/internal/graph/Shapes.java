package io.facegan.internal.graph;

import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import org.tensorflow.ndarray.Shape;

/** TensorFlow's shapes for ours. */
final class Shapes {
  /** The shape of one example, without the batch axis. */
  static Shape of(FeatureShape shape) {
    return shape instanceof ImageShape image
        ? Shape.of(image.height(), image.width(), image.channels())
        : Shape.of(shape.size());
  }

  /** The shape of any number of latents. */
  static Shape latents(Networks networks) {
    return Shape.of(-1, networks.latentSize());
  }

  /** The shape of a batch; a count of -1 leaves its size open. */
  static Shape batch(long count, FeatureShape shape) {
    return of(shape).prepend(count);
  }

  /** {@link #batch} as values for a reshape; one size may be -1. */
  static int[] batchSides(long count, FeatureShape shape) {
    long[] sides = batch(count, shape).asArray();
    int[] result = new int[sides.length];
    for (int i = 0; i < sides.length; i++) {
      result[i] = (int) sides[i];
    }
    return result;
  }

  private Shapes() {}
}
