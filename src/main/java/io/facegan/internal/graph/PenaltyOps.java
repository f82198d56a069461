package io.facegan.internal.graph;

import io.facegan.network.GradientPenalty;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The gradient penalty of a recipe as operations: exact, by second derivatives. */
final class PenaltyOps {
  /** Pixels count as from -1 to 1, where they are from 0 to 1 here. */
  private static final double SQUARED_SCALE = 0.25;

  private final UpdateBuilder builder;
  private final Ops tf;
  private final GradientPenalty penalty;

  PenaltyOps(UpdateBuilder builder) {
    this.builder = builder;
    this.tf = builder.tf;
    this.penalty = builder.recipe.penalty();
  }

  /**
   * Adds what the discriminator's loss grows by in a step that has the penalty, a scalar.
   *
   * @param real the discriminator's pass over the real images
   * @param fake its pass over the generated ones
   */
  Operand<TFloat32> of(
      Operand<TFloat32> reals, ForwardPass real, Operand<TFloat32> generated, ForwardPass fake) {
    Operand<TFloat32> onReal = weighted(penalty.real(), reals, real);
    Operand<TFloat32> onFake = weighted(penalty.generated(), generated, fake);
    if (onReal == null || onFake == null) {
      return onReal == null ? onFake : onReal;
    }
    return tf.math.add(onReal, onFake);
  }

  private Operand<TFloat32> weighted(double gamma, Operand<TFloat32> images, ForwardPass judged) {
    if (gamma == 0) {
      return null;
    }
    // The gradient of the sum of all logits is that of each logit by its own image.
    Output<?>[] slopes =
        builder.graph.addGradients(
            null,
            new Output<?>[] {judged.output().asOutput()},
            new Output<?>[] {images.asOutput()},
            new Output<?>[] {ones(images).asOutput()});
    @SuppressWarnings("unchecked") // the gradient of float32 logits by float32 images
    Operand<TFloat32> slope = (Operand<TFloat32>) (Operand<?>) slopes[0];
    Operand<TFloat32> squared = tf.sum(tf.math.square(slope), tf.constant(new int[] {1, 2, 3}));
    double weight = gamma / 2 * SQUARED_SCALE * penalty.every();
    return tf.math.mul(
        tf.math.mean(squared, tf.constant(new int[] {0})), tf.constant((float) weight));
  }

  /** One for each image; from its logit, it would itself be asked for a gradient. */
  private Operand<TFloat32> ones(Operand<TFloat32> images) {
    Operand<TInt32> count =
        tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> sides = tf.concat(List.of(count, tf.constant(new int[] {1})), tf.constant(0));
    return tf.fill(sides, tf.constant(1f));
  }
}
