package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** Changes between float32 and bfloat16, where that is needed. */
final class Casts {
  @SuppressWarnings("unchecked") // it is of that type
  static <T extends TFloating> Operand<T> as(
      Ops tf, Operand<? extends TFloating> x, Class<T> type) {
    return x.type() == type ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }

  static Operand<TFloat32> wide(Ops tf, Operand<? extends TFloating> x) {
    return as(tf, x, TFloat32.class);
  }

  private Casts() {}
}
