package io.facegan.internal.graph;

import io.facegan.network.LossTerm;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The terms of objectives as operations. */
final class LossOps {
  /** Adds the mean of a term over a batch of logits (batch x 1), a scalar. */
  static Operand<TFloat32> mean(Ops tf, LossTerm term, Operand<TFloat32> logits) {
    return tf.math.mean(each(tf, term, logits), tf.constant(new int[] {0, 1}));
  }

  private static Operand<TFloat32> each(Ops tf, LossTerm term, Operand<TFloat32> logits) {
    if (term instanceof LossTerm.CrossEntropy entropy) {
      Operand<TFloat32> labels = tf.fill(tf.shape(logits), tf.constant((float) entropy.label()));
      return FrameworkOps.create(tf).nn.sigmoidCrossEntropyWithLogits(labels, logits);
    }
    if (term instanceof LossTerm.LeastSquares squares) {
      Operand<TFloat32> off = tf.math.sub(logits, tf.constant((float) squares.target()));
      return tf.math.mul(tf.math.square(off), tf.constant(0.5f));
    }
    if (term instanceof LossTerm.Hinge hinge) {
      Operand<TFloat32> lacking = hinge.towardsReal() ? tf.math.neg(logits) : logits;
      return tf.nn.relu(tf.math.add(lacking, tf.constant(1f)));
    }
    LossTerm.Linear linear = (LossTerm.Linear) term;
    return linear.towardsReal() ? tf.math.neg(logits) : tf.identity(logits);
  }

  private LossOps() {}
}
