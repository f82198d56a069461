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

  private SessionConfig() {}
}
