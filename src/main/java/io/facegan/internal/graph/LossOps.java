package io.facegan.internal.graph;

import io.facegan.network.LossTerm;
import org.tensorflow.Operand;
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
      return crossEntropy(tf, entropy.label(), logits);
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

  /**
   * Binary cross-entropy, -t ln sigmoid(x) - (1 - t) ln (1 - sigmoid(x)), by softplus: the
   * framework's own takes nine times as many operations, each of which a GPU waits for.
   */
  private static Operand<TFloat32> crossEntropy(Ops tf, double label, Operand<TFloat32> logits) {
    if (label == 0) {
      return tf.math.softplus(logits);
    }
    Operand<TFloat32> asReal = tf.math.softplus(tf.math.neg(logits));
    if (label == 1) {
      return asReal;
    }
    return tf.math.add(
        tf.math.mul(asReal, tf.constant((float) label)),
        tf.math.mul(tf.math.softplus(logits), tf.constant((float) (1 - label))));
  }

  private LossOps() {}
}
