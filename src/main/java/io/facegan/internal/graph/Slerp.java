package io.facegan.internal.graph;

import io.facegan.internal.util.GreatCircle;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** {@link GreatCircle#between} in a graph, for many pairs and fractions at once. */
final class Slerp {
  private final Ops tf;

  Slerp(Ops tf) {
    this.tf = tf;
  }

  /** Returns {@code steps} points a pair, both ends included: n x steps x latent size. */
  Operand<TFloat32> between(Operand<TFloat32> from, Operand<TFloat32> to, Operand<TInt32> steps) {
    Operand<TFloat64> start = tf.dtypes.cast(from, TFloat64.class);
    Operand<TFloat64> end = tf.dtypes.cast(to, TFloat64.class);
    Operand<TFloat64> norms = tf.math.sqrt(tf.math.mul(product(start, start), product(end, end)));
    Operand<TFloat64> tiny = tf.constant(Double.MIN_NORMAL);
    Operand<TFloat64> cosine = tf.math.div(product(start, end), tf.math.maximum(norms, tiny));
    // Latents of length 0 have no direction: the way to them is straight.
    Operand<TFloat64> known = tf.dtypes.cast(tf.math.greater(norms, tiny), TFloat64.class);
    Operand<TFloat64> angle =
        tf.math.mul(
            known,
            tf.math.acos(
                tf.math.maximum(tf.constant(-1.0), tf.math.minimum(tf.constant(1.0), cosine))));
    Operand<TFloat64> fraction = fractions(steps);
    Operand<TFloat64> rest = tf.math.sub(tf.constant(1.0), fraction);
    return tf.dtypes.cast(
        tf.math.add(part(start, rest, angle), part(end, fraction, angle)), TFloat32.class);
  }

  /** From 0 to 1: 1 x steps. */
  private Operand<TFloat64> fractions(Operand<TInt32> steps) {
    Operand<TInt32> each = tf.range(tf.constant(0), steps, tf.constant(1));
    Operand<TInt32> last = tf.math.sub(steps, tf.constant(1));
    return tf.expandDims(
        tf.math.div(tf.dtypes.cast(each, TFloat64.class), tf.dtypes.cast(last, TFloat64.class)),
        tf.constant(0));
  }

  /** Returns n x 1. */
  private Operand<TFloat64> product(Operand<TFloat64> x, Operand<TFloat64> y) {
    return tf.reduceSum(tf.math.mul(x, y), tf.constant(1), ReduceSum.keepDims(true));
  }

  /** What one end has in every point: n x steps x latent size. */
  private Operand<TFloat64> part(
      Operand<TFloat64> end, Operand<TFloat64> fraction, Operand<TFloat64> angle) {
    Operand<TFloat64> sine = tf.math.sin(angle);
    Operand<TFloat64> smallest = tf.constant(GreatCircle.STRAIGHT);
    Operand<TFloat64> straight = tf.dtypes.cast(tf.math.less(sine, smallest), TFloat64.class);
    Operand<TFloat64> curved =
        tf.math.div(tf.math.sin(tf.math.mul(fraction, angle)), tf.math.maximum(sine, smallest));
    Operand<TFloat64> weight =
        tf.math.add(
            tf.math.mul(straight, fraction),
            tf.math.mul(tf.math.sub(tf.constant(1.0), straight), curved));
    return tf.math.mul(tf.expandDims(weight, tf.constant(2)), tf.expandDims(end, tf.constant(1)));
  }
}
