package io.facegan.internal.graph;

import io.facegan.network.Augmentation;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Lets the probability of an augmentation follow how sure the discriminator is of real images: both
 * are variables, so that checkpoints hold them. Without a target there are none.
 */
final class AugmentationControl {
  /** What part of the largest probability is in use. */
  static final String SHARE = "augmentation/share";

  /** The moving average of the sign of the logits of real images. */
  static final String SURE = "augmentation/sure";

  /** Images after which a sign counts half: as many as the paper averages over. */
  private static final double HALF_LIFE = 256;

  private final Ops tf;
  private final Augmentation augmentation;
  private final int batchSize;

  AugmentationControl(Ops tf, Variables variables, Augmentation augmentation, int batchSize) {
    this.tf = tf;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    if (augmentation.isAdaptive()) {
      variables.create(SHARE, Shape.scalar(), tf.constant(0f));
      variables.create(SURE, Shape.scalar(), tf.constant(0f));
    }
  }

  /** Returns a probability in the part that is in use now. */
  Operand<TFloat32> of(Operand<TFloat32> largest, VariableReads reads) {
    return augmentation.isAdaptive() ? tf.math.mul(largest, reads.get(SHARE).value()) : largest;
  }

  /**
   * Returns the variables, which move once a loss is known, for which images were changed.
   *
   * @param logits of real images, above 0 where the discriminator is right
   */
  List<Following> following(Operand<TFloat32> logits, VariableReads reads, Operand<TFloat32> loss) {
    if (!augmentation.isAdaptive()) {
      return List.of();
    }
    Operand<TFloat32> signs = tf.math.mean(tf.math.sign(logits), tf.constant(new int[] {0, 1}));
    return List.of(
        new Following(
            List.of(signs),
            (tf, ofBatch) ->
                moved(ofBatch.get(0), reads, tf.withControlDependencies(List.of(loss)))));
  }

  private List<Op> moved(Operand<TFloat32> signs, VariableReads reads, Ops after) {
    Variables.Variable sure = reads.get(SURE);
    Variables.Variable share = reads.get(SHARE);
    float part = (float) (1 - Math.pow(0.5, batchSize / HALF_LIFE));
    Operand<TFloat32> newSure =
        tf.math.add(sure.value(), tf.math.mul(tf.math.sub(signs, sure.value()), tf.constant(part)));
    Operand<TFloat32> excess = tf.math.sub(newSure, tf.constant((float) augmentation.target()));
    float most = (float) Math.min(1, (double) batchSize / augmentation.rise());
    Operand<TFloat32> newShare =
        tf.clipByValue(
            tf.math.add(share.value(), tf.math.mul(tf.math.sign(excess), tf.constant(most))),
            tf.constant(0f),
            tf.constant(1f));
    return List.of(
        after.assignVariableOp(sure.handle(), newSure),
        after.assignVariableOp(share.handle(), newShare));
  }
}
