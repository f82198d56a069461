package io.facegan.internal.graph;

import io.facegan.runtime.Precision;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes means over a whole batch of those over the shares of its workers: their sum, each weighted
 * by how many of the images it is of. One who works alone has them already.
 */
final class BatchMeans {
  private final Ops tf;
  private final Collectives collectives;
  private final Workers workers;
  private final float weight;

  /**
   * @param share of the batch that this graph computes
   */
  BatchMeans(Ops tf, Collectives collectives, Workers workers, WorkerShare share) {
    this.tf = tf;
    this.collectives = collectives;
    this.workers = workers;
    this.weight = share.weight();
  }

  /**
   * The means that an update needs.
   *
   * @param gradients of the mean loss by each variable
   * @param values means of other things
   */
  record Means(List<Operand<TFloat32>> gradients, List<Operand<TFloat32>> values) {}

  /**
   * Adds one exchange with the other workers, or two if gradients are sent in another form than the
   * rest; none alone.
   */
  Means of(Means ofShare) {
    if (!workers.areSeveral()) {
      return ofShare;
    }
    if (workers.wire() == Precision.BFLOAT16) {
      List<Operand<TFloat32>> values = summed(ofShare.values());
      return new Means(rounded(ofShare.gradients(), values), values);
    }
    List<Operand<TFloat32>> all = new ArrayList<>(ofShare.gradients());
    all.addAll(ofShare.values());
    List<Operand<TFloat32>> summed = summed(all);
    int gradients = ofShare.gradients().size();
    return new Means(summed.subList(0, gradients), summed.subList(gradients, summed.size()));
  }

  private List<Operand<TFloat32>> summed(List<Operand<TFloat32>> values) {
    Packed packed = Packed.of(tf, values);
    return packed.unpacked(collectives.sum(weighted(packed), List.of()));
  }

  /** Exchanges as bfloat16, after the other exchange: all workers must have one order of them. */
  private List<Operand<TFloat32>> rounded(
      List<Operand<TFloat32>> gradients, List<Operand<TFloat32>> values) {
    Packed packed = Packed.of(tf, gradients);
    return packed.unpacked(collectives.roundedSum(weighted(packed), values));
  }

  private Operand<TFloat32> weighted(Packed packed) {
    return tf.math.mul(packed.vector(), tf.constant(weight));
  }
}
