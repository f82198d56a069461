package io.facegan.internal.graph;

import io.facegan.network.Initialization;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Initial values, drawn from (seed, position in the order of creation): reproducible anywhere. */
final class Initializers {
  private static final float NORMAL_DEVIATION = 0.02f;

  /** Keeps the mean square of what passes through a leaky ReLU of slope 0.2. */
  private static final double HE_GAIN = 2 / (1 + 0.2 * 0.2);

  private final Ops tf;
  private final Initialization kind;
  private final long seed;
  private long position;

  Initializers(Ops tf, Initialization kind, long seed) {
    this.tf = tf;
    this.kind = kind;
    this.seed = seed;
  }

  /**
   * @param fanIn how many inputs one output of the layer sums over, as PyTorch counts them
   * @param terms how many it really sums over: less for a transposed convolution with strides
   */
  Operand<TFloat32> kernel(Shape shape, long fanIn, double terms) {
    return switch (kind) {
      case UNIFORM_FAN_IN -> uniform(shape, fanIn);
      case NORMAL_002 -> normal(shape, 0f, NORMAL_DEVIATION);
      case HE -> normal(shape, 0f, (float) Math.sqrt(HE_GAIN / terms));
    };
  }

  Operand<TFloat32> bias(Shape shape, long fanIn) {
    return switch (kind) {
      case UNIFORM_FAN_IN -> uniform(shape, fanIn);
      case NORMAL_002, HE -> constant(shape, 0f);
    };
  }

  /** The scale of a batch norm; that of a layer norm starts at 1 with every kind. */
  Operand<TFloat32> scale(Shape shape) {
    return switch (kind) {
      case UNIFORM_FAN_IN, HE -> constant(shape, 1f);
      case NORMAL_002 -> normal(shape, 1f, NORMAL_DEVIATION);
    };
  }

  /** Standard normal values, as latents have. */
  Operand<TFloat32> latents(Shape shape) {
    return normal(shape, 0f, 1f);
  }

  Operand<TFloat32> constant(Shape shape, float value) {
    return tf.fill(tf.constant(shape.asArray()), tf.constant(value));
  }

  private Operand<TFloat32> uniform(Shape shape, long fanIn) {
    float bound = (float) (1 / Math.sqrt(fanIn));
    Operand<TFloat32> unit =
        tf.random.statelessRandomUniform(tf.constant(shape.asArray()), nextSeed(), TFloat32.class);
    return tf.math.sub(tf.math.mul(unit, tf.constant(2 * bound)), tf.constant(bound));
  }

  private Operand<TFloat32> normal(Shape shape, float mean, float deviation) {
    Operand<TFloat32> unit =
        tf.random.statelessRandomNormal(tf.constant(shape.asArray()), nextSeed(), TFloat32.class);
    return tf.math.add(tf.math.mul(unit, tf.constant(deviation)), tf.constant(mean));
  }

  private Operand<TInt64> nextSeed() {
    // Negative positions never meet the training steps' latents, which count upwards from 0.
    return tf.constant(new long[] {seed, --position});
  }
}
