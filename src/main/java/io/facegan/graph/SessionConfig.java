package io.facegan.graph;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** TensorFlow's settings for our sessions. */
final class SessionConfig {
  static ConfigProto training(Precision precision) {
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder()
            // The fusion pass gives up on gradients of leaky ReLU and complains on every start.
            .setRemapping(RewriterConfig.Toggle.OFF);
    if (precision == Precision.BFLOAT16) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return ConfigProto.newBuilder()
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
        .build();
  }

  /**
   * Runs operations in the thread that asks for them: in a generator each waits for the one before.
   * The graph is written as it shall run, so that TensorFlow has nothing to do but to fuse; all its
   * other passes would take seconds.
   *
   * @param threads how many work on one operation; 0 for as many as there are processors
   */
  static ConfigProto drawing(int threads) {
    RewriterConfig.Builder rewriter =
        RewriterConfig.newBuilder()
            .addOptimizers("remap")
            .setMetaOptimizerIterations(RewriterConfig.NumIterationsType.ONE);
    return ConfigProto.newBuilder()
        .setInterOpParallelismThreads(-1)
        .setIntraOpParallelismThreads(threads)
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }

  private SessionConfig() {}
}
