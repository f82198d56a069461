package io.facegan.internal.graph;

import io.facegan.network.LeCam;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * LeCam regularisation as operations. The moving averages of the logits are variables named {@code
 * lecam/real} and {@code lecam/generated}, which begin at 0.
 */
final class LeCamOps {
  private static final String REAL = "lecam/real";
  private static final String GENERATED = "lecam/generated";

  private final Ops tf;
  private final LeCam leCam;

  /** Creates the variables, none without regularisation. */
  LeCamOps(Ops tf, Variables variables, LeCam leCam) {
    this.tf = tf;
    this.leCam = leCam;
    if (!leCam.isNone()) {
      variables.create(REAL, Shape.scalar(), tf.constant(0f));
      variables.create(GENERATED, Shape.scalar(), tf.constant(0f));
    }
  }

  /** Returns a loss on real images with the pull of their logits to the average of the others'. */
  Operand<TFloat32> onReal(Operand<TFloat32> loss, Operand<TFloat32> logits, VariableReads reads) {
    return pulled(loss, logits, reads, GENERATED);
  }

  /** Returns a loss on generated images with the pull of their logits to the real ones' average. */
  Operand<TFloat32> onGenerated(
      Operand<TFloat32> loss, Operand<TFloat32> logits, VariableReads reads) {
    return pulled(loss, logits, reads, REAL);
  }

  private Operand<TFloat32> pulled(
      Operand<TFloat32> loss, Operand<TFloat32> logits, VariableReads reads, String anchor) {
    if (leCam.isNone()) {
      return loss;
    }
    Operand<TFloat32> away = tf.math.sub(logits, reads.get(anchor).value());
    Operand<TFloat32> pull = tf.math.mean(tf.math.square(away), tf.constant(new int[] {0, 1}));
    return tf.math.add(loss, tf.math.mul(pull, tf.constant((float) leCam.weight())));
  }

  /** Returns the average of the real images' logits, which moves once the losses are known. */
  List<Following> followingReal(
      Operand<TFloat32> logits, VariableReads reads, Operand<TFloat32> loss) {
    return following(logits, reads, loss, REAL);
  }

  /** Returns the average of the generated images' logits, which moves once the losses are known. */
  List<Following> followingGenerated(
      Operand<TFloat32> logits, VariableReads reads, Operand<TFloat32> loss) {
    return following(logits, reads, loss, GENERATED);
  }

  private List<Following> following(
      Operand<TFloat32> logits, VariableReads reads, Operand<TFloat32> loss, String anchor) {
    if (leCam.isNone()) {
      return List.of();
    }
    Variables.Variable average = reads.get(anchor);
    Operand<TFloat32> mean = tf.math.mean(logits, tf.constant(new int[] {0, 1}));
    Operand<TFloat32> share = tf.constant((float) (1 - leCam.decay()));
    return List.of(
        new Following(
            List.of(mean),
            (tf, ofBatch) ->
                List.of(
                    average.moveTowards(
                        ofBatch.get(0), share, tf.withControlDependencies(List.of(loss))))));
  }
}
