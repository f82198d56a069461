package io.facegan.internal.graph;

import io.facegan.internal.cluster.TensorFlowServer;
import io.facegan.internal.runtime.Compute;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Precision;
import org.tensorflow.proto.RunOptions;

/**
 * How many compute each step, which of them this one is, and how they exchange gradients.
 *
 * @param worker from 0; the first one's variables are those that count
 * @param count 1 for one who works alone
 * @param wire what gradients are sent as
 * @param graph the number of this graph among those of the process, the same for all workers
 * @param onGpus whether each computes on a GPU
 */
public record Workers(int worker, int count, Precision wire, int graph, boolean onGpus) {
  public static final Workers ALONE = new Workers(0, 1, Precision.FLOAT32, 0, false);

  /** Tells TensorFlow which runs of the workers belong together: all that sum have one row. */
  private static final long ROW = 1;

  static Workers of(TensorFlowServer server, Compute compute) {
    Cluster cluster = server.cluster();
    return new Workers(
        cluster.task(), cluster.workers().size(), cluster.wire(), server.number(), compute.onGpu());
  }

  /** Returns the options of runs that sum over the workers. */
  RunOptions runOptions() {
    return areSeveral()
        ? RunOptions.newBuilder()
            .setExperimental(RunOptions.Experimental.newBuilder().setCollectiveGraphKey(ROW))
            .build()
        : RunOptions.getDefaultInstance();
  }

  boolean areSeveral() {
    return count > 1;
  }

  /** Returns the images of a batch that this worker computes. */
  public WorkerShare share(int batch) {
    return WorkerShare.of(worker, count, batch);
  }
}
