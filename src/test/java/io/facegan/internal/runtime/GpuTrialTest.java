package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec.DeviceType;

class GpuTrialTest {
  /** The same computation where there is no GPU. */
  @Test
  void computes() {
    TensorFlowRuntime.load();
    assertThat(GpuTrial.obstacle(() -> compute(DeviceType.CPU))).isEmpty();
  }

  @Test
  void missingGpus_areAnObstacle() {
    TensorFlowRuntime.load();
    assertThat(GpuTrial.obstacle(() -> compute(DeviceType.GPU)).orElseThrow())
        .startsWith("TensorFlow cannot compute on it (")
        .endsWith(": see its own messages on standard error with TF_CPP_MIN_LOG_LEVEL=0")
        .doesNotContain("\n");
  }

  @Test
  void wrongResults_areAnObstacle() {
    assertThat(GpuTrial.obstacle(() -> 2915f).orElseThrow()).contains("2915.0", "2916.0");
  }

  @Test
  void faultsOfOurs_areNone() {
    RuntimeException fault = new IllegalArgumentException("ours");
    assertThatThrownBy(
            () ->
                GpuTrial.obstacle(
                    () -> {
                      throw fault;
                    }))
        .isSameAs(fault);
  }

  private static float compute(DeviceType type) {
    return GpuTrial.compute(SessionConfig.onCpu(), type);
  }
}
