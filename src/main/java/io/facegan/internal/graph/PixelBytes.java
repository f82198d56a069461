package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Generated values in [0, 1] as unsigned bytes, rounded to the nearest. */
public final class PixelBytes {
  public static Operand<TUint8> of(Ops tf, Operand<TFloat32> images) {
    Operand<TFloat32> scaled =
        tf.math.add(tf.math.mul(images, tf.constant(255f)), tf.constant(0.5f));
    return tf.dtypes.cast(scaled, TUint8.class);
  }

  /** Adds the way back to a graph: unsigned bytes as values in [0, 1]. */
  static Operand<TFloat32> toFloats(Ops tf, Operand<TUint8> bytes) {
    return tf.math.div(tf.dtypes.cast(bytes, TFloat32.class), tf.constant(255f));
  }

  private PixelBytes() {}
}
