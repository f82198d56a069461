package io.facegan.internal.graph;

import io.facegan.network.GradientPenalty;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The gradient penalty of a recipe as operations: exact by second derivatives, or with noise. */
final class PenaltyOps {
  /** Pixels count as from -1 to 1, where they are from 0 to 1 here. */
  private static final double SQUARED_SCALE = 0.25;

  private final UpdateBuilder builder;
  private final Ops tf;
  private final GradientPenalty penalty;
  private final Operand<TInt32> count;
  private final Operand<TInt64> seed;

  /**
   * @param count how many images the whole batch has, a scalar
   * @param seed two numbers that the noise is drawn from
   */
  PenaltyOps(UpdateBuilder builder, Operand<TInt32> count, Operand<TInt64> seed) {
    this.builder = builder;
    this.count = count;
    this.seed = seed;
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
    Operand<TFloat32> onReal = weighted(penalty.real(), reals, real, 2);
    Operand<TFloat32> onFake = weighted(penalty.generated(), generated, fake, 3);
    if (onReal == null || onFake == null) {
      return onReal == null ? onFake : onReal;
    }
    return tf.math.add(onReal, onFake);
  }

  private Operand<TFloat32> weighted(
      double gamma, Operand<TFloat32> images, ForwardPass judged, long stream) {
    if (gamma == 0) {
      return null;
    }
    double weight = gamma / 2 * penalty.every();
    Operand<TFloat32> mean =
        penalty.noise() == 0
            ? tf.math.mul(
                tf.math.mean(squaredSlopes(images, judged), tf.constant(new int[] {0})),
                tf.constant((float) (weight * SQUARED_SCALE)))
            : tf.math.mul(
                squaredDifference(images, judged, stream),
                tf.constant((float) (weight / penalty.noise() / penalty.noise())));
    return builder.recipe.schedule().penalties() == 1
        ? mean
        : tf.math.mul(mean, builder.penaltyFactor);
  }

  /** The squared length of the gradient of each logit by its own image. */
  private Operand<TFloat32> squaredSlopes(Operand<TFloat32> images, ForwardPass judged) {
    // The gradient of the sum of all logits is that of each logit by its own image.
    Output<?>[] slopes =
        builder.graph.addGradients(
            null,
            new Output<?>[] {judged.output().asOutput()},
            new Output<?>[] {images.asOutput()},
            new Output<?>[] {ones(images).asOutput()});
    @SuppressWarnings("unchecked") // the gradient of float32 logits by float32 images
    Operand<TFloat32> slope = (Operand<TFloat32>) (Operand<?>) slopes[0];
    return tf.sum(tf.math.square(slope), tf.constant(new int[] {1, 2, 3}));
  }

  /** The mean squared difference that noise makes to a logit. */
  private Operand<TFloat32> squaredDifference(
      Operand<TFloat32> images, ForwardPass judged, long stream) {
    Operand<TFloat32> normal =
        builder.ofShare(
            tf.random.statelessRandomNormal(
                tf.concat(
                    List.of(tf.expandDims(count, tf.constant(0)), sides(images)), tf.constant(0)),
                tf.math.add(seed, tf.constant(new long[] {stream << 40, 0})),
                TFloat32.class));
    double deviation = penalty.noise() * Math.sqrt(SQUARED_SCALE);
    Operand<TFloat32> noisy =
        tf.math.add(images, tf.math.mul(normal, tf.constant((float) deviation)));
    // Its batch norm moves no averages: noise is nothing to learn from.
    Operand<TFloat32> logits = builder.judge(builder.variables, noisy).output();
    Operand<TFloat32> difference = tf.math.sub(logits, judged.output());
    return tf.math.mean(tf.math.square(difference), tf.constant(new int[] {0, 1}));
  }

  private Operand<TInt32> sides(Operand<TFloat32> images) {
    return tf.slice(tf.shape(images), tf.constant(new int[] {1}), tf.constant(new int[] {3}));
  }

  /** One for each image; from its logit, it would itself be asked for a gradient. */
  private Operand<TFloat32> ones(Operand<TFloat32> images) {
    Operand<TInt32> count =
        tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> sides = tf.concat(List.of(count, tf.constant(new int[] {1})), tf.constant(0));
    return tf.fill(sides, tf.constant(1f));
  }
}
