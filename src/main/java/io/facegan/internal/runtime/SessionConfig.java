package io.facegan.internal.runtime;

import io.facegan.runtime.Precision;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** TensorFlow's settings for sessions. */
public final class SessionConfig {
  private static final String GPU = "GPU";

  public static ConfigProto training(Compute compute) {
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder()
            // The fusion pass fails at gradients of leaky ReLU and logs an error on every start.
            .setRemapping(RewriterConfig.Toggle.OFF);
    if (compute.precision() == Precision.BFLOAT16 && !compute.onGpu()) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return onto(compute.placement()).toBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }

  /** For computing on the CPU, even if there is a GPU. */
  public static ConfigProto onCpu() {
    return onto(Placement.CPU);
  }

  /**
   * For gradients of a model's graph, on the CPU. Without passes: those that look for a better
   * order complain of every convolution whose number of images is open.
   */
  public static ConfigProto gradients() {
    RewriterConfig.Builder none = RewriterConfig.newBuilder().setDisableMetaOptimizer(true);
    return onCpu().toBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(none))
        .build();
  }

  /**
   * For runs on the CPU that only move variables from and to files: each prepares its own part of
   * the graph and leaves out the passes that make computing faster.
   */
  public static ConfigProto forFiles() {
    ConfigProto.Builder config = onCpu().toBuilder();
    config.getGraphOptionsBuilder().setPlacePrunedGraph(true);
    return config.build();
  }

  /** Sets only the device; a GPU's memory is allocated as needed, up to the cap. */
  static ConfigProto onto(Placement placement) {
    ConfigProto.Builder config = ConfigProto.newBuilder();
    placement
        .gpu()
        .ifPresentOrElse(
            gpu -> {
              GPUOptions.Builder options =
                  GPUOptions.newBuilder()
                      .setAllowGrowth(true)
                      .setVisibleDeviceList(String.valueOf(gpu.index()));
              placement
                  .memoryCap()
                  .ifPresent(
                      cap -> options.setPerProcessGpuMemoryFraction((double) cap / gpu.memory()));
              config.setGpuOptions(options);
            },
            () -> config.putDeviceCount(GPU, 0));
    return config.build();
  }

  /**
   * For inference, on a GPU with TensorFlow's own placement of what has no kernel there. Runs
   * operations in the calling thread, since each operation of a generator waits for the one before.
   * Disables all graph passes except fusion: the graph is already optimized, and the passes would
   * take seconds.
   *
   * @param threads the number of threads per operation; 0 for one per processor
   */
  public static ConfigProto inference(Placement placement, int threads) {
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder()
            .addOptimizers("remap")
            .setMetaOptimizerIterations(RewriterConfig.NumIterationsType.ONE);
    return onto(placement).toBuilder()
        .setAllowSoftPlacement(placement.gpu().isPresent())
        .setInterOpParallelismThreads(-1)
        .setIntraOpParallelismThreads(threads)
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }

  private SessionConfig() {}
}
