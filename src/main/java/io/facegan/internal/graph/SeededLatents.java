package io.facegan.internal.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * The algorithm of {@link Latents} in a graph, by operations that TensorFlow has had since 1.15:
 * 64-bit integers whose products wrap, and float64.
 */
final class SeededLatents {
  private final Ops tf;

  SeededLatents(Ops tf) {
    this.tf = tf;
  }

  /** Returns a latent a seed: n x size. */
  Operand<TFloat32> of(Operand<TInt64> seeds, int size) {
    int pairs = (size + 1) / 2;
    Operand<TInt64> state =
        tf.expandDims(scattered(tf.math.add(seeds, tf.constant(Latents.STEP))), tf.constant(1));
    Operand<TFloat64> uniform = tf.math.add(unit(state, pairs, 0), tf.constant(Latents.UNIT));
    Operand<TFloat64> radius = tf.math.sqrt(tf.math.mul(tf.math.log(uniform), tf.constant(-2.0)));
    Operand<TFloat64> angle = tf.math.mul(unit(state, pairs, 1), tf.constant(2 * Math.PI));
    Operand<TFloat64> both =
        tf.stack(
            List.of(
                tf.math.mul(radius, tf.math.cos(angle)), tf.math.mul(radius, tf.math.sin(angle))),
            Stack.axis(2L));
    Operand<TFloat32> values =
        tf.reshape(tf.dtypes.cast(both, TFloat32.class), tf.constant(new int[] {-1, 2 * pairs}));
    return size == 2 * pairs
        ? values
        : tf.slice(values, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, size}));
  }

  /** Numbers from 0 to 1, 1 excluded, at every other position: n x pairs. */
  private Operand<TFloat64> unit(Operand<TInt64> state, int pairs, int first) {
    long[] counters = new long[pairs];
    for (int k = 0; k < pairs; k++) {
      counters[k] = (2 * k + first + 1) * Latents.STEP;
    }
    Operand<TInt64> bits = scattered(tf.math.add(state, tf.constant(counters)));
    return tf.math.mul(
        tf.dtypes.cast(shifted(bits, Latents.SPARE_BITS), TFloat64.class),
        tf.constant(Latents.UNIT));
  }

  private Operand<TInt64> scattered(Operand<TInt64> bits) {
    Operand<TInt64> x = bits;
    for (int i = 0; i < Latents.FACTORS.length; i++) {
      x = tf.math.mul(mixed(x, Latents.SHIFTS[i]), tf.constant(Latents.FACTORS[i]));
    }
    return mixed(x, Latents.SHIFTS[Latents.FACTORS.length]);
  }

  private Operand<TInt64> mixed(Operand<TInt64> x, int shift) {
    return tf.bitwise.bitwiseXor(x, shifted(x, shift));
  }

  /** TensorFlow's shift repeats the sign; what it shifts in is masked. */
  private Operand<TInt64> shifted(Operand<TInt64> x, int by) {
    return tf.bitwise.bitwiseAnd(
        tf.bitwise.rightShift(x, tf.constant((long) by)), tf.constant(-1L >>> by));
  }
}
