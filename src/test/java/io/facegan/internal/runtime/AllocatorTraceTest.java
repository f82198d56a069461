package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import io.facegan.runtime.StepMemory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.StepStats;

class AllocatorTraceTest {
  private static final long MIB = 1 << 20;

  @Test
  void peak_isTheMostThatAnyNodeSaw() {
    assertThat(
            AllocatorTrace.of(
                metadata(
                    used("mklcpu", 100, 0, 0),
                    used("mklcpu", 300, 0, 0),
                    used("mklcpu", 200, 0, 0))))
        .contains(new StepMemory(100, 300));
  }

  @Test
  void memoryThatANodeHasFreedAgain_counts() {
    assertThat(AllocatorTrace.of(metadata(used("mklcpu", 100, 10, 70))))
        .contains(new StepMemory(100, 160));
  }

  @Test
  void ofAGpu_onlyItsOwnMemoryCounts() {
    assertThat(
            AllocatorTrace.of(
                metadata(
                    used("GPU_0_bfc", 50, 0, 0),
                    used("mklcpu", 900, 0, 0),
                    used("gpu_host_bfc", 700, 0, 0))))
        .contains(new StepMemory(50, 50));
  }

  @Test
  void severalAllocators_areAddedUp() {
    assertThat(AllocatorTrace.of(metadata(used("a", 50, 0, 0), used("b", 7, 0, 3))))
        .contains(new StepMemory(57, 60));
  }

  @Test
  void allocatorThatDoesNotCount_saysNothing() {
    assertThat(AllocatorTrace.of(metadata(used("cpu", 0, 16, 16)))).isEmpty();
    assertThat(AllocatorTrace.of(RunMetadata.getDefaultInstance())).isEmpty();
  }

  @Test
  void measuredStep_isTheSameToTheBit() {
    Networks networks = TinyNetworks.rgb();
    byte[] reals = new byte[2 * networks.imageShape().size()];
    try (GanSession plain = session(networks, 2);
        GanSession measured = session(networks, 2)) {
      for (int step = 0; step < 3; step++) {
        assertThat(measured.measuredStep(any -> reals, step).result())
            .isEqualTo(plain.step(reals, step));
      }
      assertThat(measured.values("generator/dense_1/kernel"))
          .isEqualTo(plain.values("generator/dense_1/kernel"));
    }
  }

  /** The tutorial's own comparison: 5.4 times in PyTorch, on a GPU. */
  @Test
  void convolutionalGan_takesAFractionOfTheFullyConnectedOnesMemory() {
    StepMemory connected = memory(Networks.fullyConnected());
    StepMemory convolutional =
        memory(Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(218, 178)));
    // Weights, their gradients and two moments of each: 4 bytes for each of 47 and 9 million.
    assertThat(connected.allocated()).isBetween(530 * MIB, 1_100 * MIB);
    assertThat(connected.peak()).isGreaterThan(1_000 * MIB);
    assertThat(convolutional.peak()).isLessThan(connected.peak() * 2 / 5);
  }

  private static StepMemory memory(Networks networks) {
    byte[] reals = new byte[networks.imageShape().size()];
    try (GanSession session = session(networks, 1)) {
      session.step(reals, 0);
      Optional<StepMemory> memory = session.measuredStep(any -> reals, 1).memory();
      return memory.orElseThrow();
    }
  }

  private static GanSession session(Networks networks, int batch) {
    return new GanSession(
        TinyNetworks.recipe(networks, batch),
        1,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES);
  }

  private static RunMetadata metadata(AllocatorMemoryUsed... uses) {
    DeviceStepStats.Builder device = DeviceStepStats.newBuilder();
    for (AllocatorMemoryUsed used : uses) {
      device.addNodeStats(NodeExecStats.newBuilder().addMemory(used));
    }
    return RunMetadata.newBuilder()
        .setStepStats(StepStats.newBuilder().addDevStats(device))
        .build();
  }

  private static AllocatorMemoryUsed used(String name, long inUse, long live, long peak) {
    return AllocatorMemoryUsed.newBuilder()
        .setAllocatorName(name)
        .setAllocatorBytesInUse(inUse)
        .setLiveBytes(live)
        .setPeakBytes(peak)
        .build();
  }
}
