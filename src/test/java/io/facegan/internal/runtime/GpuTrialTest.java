package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec.DeviceType;

class GpuTrialTest {
  /** The same computation where there is no GPU. */
  @Test
  void computes() {
    TensorFlowRuntime.load();
    assertThat(GpuTrial.obstacle(SessionConfig.onCpu(), DeviceType.CPU)).isEmpty();
  }

  @Test
  void missingGpus_areAnObstacle() {
    TensorFlowRuntime.load();
    assertThat(GpuTrial.obstacle(SessionConfig.onCpu()).orElseThrow())
        .startsWith("TensorFlow cannot compute on it (")
        .endsWith(": see its own messages on standard error with TF_CPP_MIN_LOG_LEVEL=0")
        .doesNotContain("\n");
  }
}
