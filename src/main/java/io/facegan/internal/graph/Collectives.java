package io.facegan.internal.graph;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * TensorFlow's own sums over processes ({@code CollectiveReduceV2}, which TensorFlow Java has no
 * method for): by a ring between processors, by NCCL between GPUs. All workers build the same graph
 * in the same order, so that each sum has the same number everywhere.
 */
final class Collectives {
  private static final int GROUP = 1;

  /** More than any graph has. */
  private static final int SUMS_OF_A_GRAPH = 10_000;

  private final Graph graph;
  private final Ops tf;
  private final Workers workers;
  private int instances;

  Collectives(Graph graph, Ops tf, Workers workers) {
    this.graph = graph;
    this.tf = tf;
    this.workers = workers;
  }

  /**
   * Adds the sum over all workers.
   *
   * @param after what must have run before
   */
  Operand<TFloat32> sum(Operand<TFloat32> own, List<? extends Op> after) {
    return reduced(own, after);
  }

  /** Adds the sum as {@link #sum} does, with each number and each partial sum as bfloat16. */
  Operand<TFloat32> roundedSum(Operand<TFloat32> own, List<? extends Op> after) {
    return tf.dtypes.cast(reduced(tf.dtypes.cast(own, TBfloat16.class), after), TFloat32.class);
  }

  private <T extends TNumber> Operand<T> reduced(Operand<T> own, List<? extends Op> after) {
    instances++;
    OperationBuilder builder =
        graph.opBuilder("CollectiveReduceV2", "sum_over_workers_" + instances, tf.scope());
    builder.addInput(own.asOutput());
    builder.addInput(tf.constant(workers.count()).asOutput());
    builder.addInput(tf.constant(GROUP).asOutput());
    builder.addInput(tf.constant(workers.graph() * SUMS_OF_A_GRAPH + instances).asOutput());
    builder.addInputList(new Output<?>[0]);
    after.forEach(operation -> builder.addControlInput(operation.op()));
    builder.setAttr("merge_op", "Add");
    builder.setAttr("final_op", "Id");
    // Where TensorFlow has no NCCL, it takes the ring all the same.
    builder.setAttr("communication_hint", workers.onGpus() ? "nccl" : "ring");
    Operand<T> sum = builder.build().output(0);
    // Its shape is the input's, which TensorFlow does not infer.
    return tf.reshape(sum, tf.constant(own.shape().asArray()));
  }
}
