package io.facegan.internal.runtime;

import io.facegan.runtime.Precision;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** TensorFlow's settings for our sessions. */
public final class SessionConfig {
  private static final String GPU = "GPU";

  /** For training. */
  public static ConfigProto training(Compute compute) {
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder()
            // The fusion pass gives up on gradients of leaky ReLU and complains on every start.
            .setRemapping(RewriterConfig.Toggle.OFF);
    if (compute.precision() == Precision.BFLOAT16 && !compute.onGpu()) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return onto(compute.placement()).toBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }

  /** For whatever runs on the processor, also where there is a GPU. */
  public static ConfigProto onCpu() {
    return onto(Placement.CPU);
  }

  /**
   * Only says where. A GPU's memory is taken as it is needed, up to the cap: TensorFlow would else
   * take all of it at once.
   */
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
   * Runs operations in the thread that asks for them: in a generator each waits for the one before.
   * The graph is written as it shall run, so that TensorFlow has nothing to do but to fuse; all its
   * other passes would take seconds.
   *
   * @param threads how many work on one operation; 0 for as many as there are processors
   */
  public static ConfigProto drawing(int threads) {
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder()
            .addOptimizers("remap")
            .setMetaOptimizerIterations(RewriterConfig.NumIterationsType.ONE);
    return onCpu().toBuilder()
        .setInterOpParallelismThreads(-1)
        .setIntraOpParallelismThreads(threads)
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }

  private SessionConfig() {}
}
