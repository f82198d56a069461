package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DevicesTest {
  private static final Gpu H200 = new Gpu(0, "NVIDIA H200", 140L << 30, 9, 0);
  private static final OptionalLong ALL = OptionalLong.empty();
  private static final GpuSupport WORKING =
      new GpuSupport(List.of(H200), "driver 550, CUDA 12.6", Optional.empty(), List.of());
  private static final GpuSupport TWO =
      new GpuSupport(
          List.of(H200, new Gpu(1, "NVIDIA H200", 140L << 30, 9, 0)),
          "driver 550",
          Optional.empty(),
          List.of());
  private static final GpuSupport DRIVERLESS =
      new GpuSupport(List.of(), "", Optional.of("there is no driver: install it"), List.of());

  @Test
  void auto_takesTheFirstGpuThatWorks() {
    Placement placement = choose(Device.AUTO, ALL, WORKING, Optional.empty());
    assertThat(placement.gpu()).contains(H200);
    assertThat(placement.words())
        .isEqualTo("NVIDIA H200 (gpu:0, 140.0 GiB, compute capability 9.0), driver 550, CUDA 12.6");
  }

  @Test
  void auto_fallsBackAndSaysWhy() {
    Placement placement = choose(Device.AUTO, ALL, DRIVERLESS, Optional.empty());
    assertThat(placement.gpu()).isEmpty();
    assertThat(placement.words()).isEqualTo("the CPU, no GPU: there is no driver: install it");
    assertThat(choose(Device.AUTO, ALL, WORKING, Optional.of("it is broken")).words())
        .isEqualTo("the CPU, no GPU: it is broken");
  }

  @Test
  void gpu_failsWithTheSameWords() {
    assertThatThrownBy(() -> choose(Device.GPU, ALL, DRIVERLESS, Optional.empty()))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("the device gpu:0 cannot be used: there is no driver: install it");
    assertThatThrownBy(() -> choose(Device.GPU, ALL, WORKING, Optional.of("it is broken")))
        .hasMessage("the device gpu:0 cannot be used: it is broken");
    assertThatThrownBy(() -> choose(Device.gpu(1), ALL, WORKING, Optional.empty()))
        .hasMessageContainingAll("gpu:1", "1 GPU", "gpu:0 is the last");
  }

  /** Such as the one of a kernel or library that is missing, which is no TensorFlowException. */
  @ParameterizedTest
  @MethodSource("failures")
  void auto_fallsBackWhateverTensorFlowThrows(RuntimeException failure) {
    GpuTrial.Trial trial = new FirstGpu(placement -> GpuTrial.judged("it", () -> thrown(failure)));
    for (int attempt = 1; attempt <= 2; attempt++) {
      Placement placement = Devices.choose(Device.AUTO, ALL, WORKING, trial);
      assertThat(placement.gpu()).as("attempt %d", attempt).isEmpty();
      assertThat(placement.words()).startsWith("the CPU, no GPU: ").contains("(no cuDNN)");
      assertThatThrownBy(() -> Devices.choose(Device.GPU, ALL, WORKING, trial))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining("(no cuDNN)");
    }
  }

  @Test
  void gpu_isTriedOnceInAProcess() {
    List<Placement> tried = new ArrayList<>();
    GpuTrial.Trial trial =
        new FirstGpu(
            placement -> {
              tried.add(placement);
              return Optional.empty();
            });
    assertThat(Devices.choose(Device.AUTO, ALL, TWO, trial).gpu()).contains(H200);
    assertThat(Devices.choose(Device.GPU, ALL, TWO, trial).gpu()).contains(H200);
    assertThat(tried).hasSize(1);
    assertThatThrownBy(() -> Devices.choose(Device.gpu(1), ALL, TWO, trial))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("has taken gpu:0 with no memory cap")
        .hasMessageContaining("start another process");
    assertThat(Devices.choose(Device.AUTO, OptionalLong.of(1L << 30), TWO, trial).gpu()).isEmpty();
  }

  @Test
  void capInUse_holdsForWhatComesLater() {
    FirstGpu trial = new FirstGpu(placement -> Optional.empty());
    assertThat(trial.memoryCap()).isEmpty();
    OptionalLong cap = OptionalLong.of(8L << 30);
    Devices.choose(Device.GPU, cap, WORKING, trial);
    assertThat(trial.memoryCap()).isEqualTo(cap);
    assertThat(Devices.choose(Device.GPU, trial.memoryCap(), WORKING, trial).gpu()).contains(H200);
  }

  /** One that does not takes a GPU where there is one, with all its memory. */
  @Test
  void everySession_saysWhereItComputes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .hasSizeGreaterThan(300)
          .allSatisfy(
              file ->
                  assertThat(file)
                      .content()
                      .doesNotContainPattern(
                          "new Session\\(\\s*\\w+\\s*\\)|SavedModelBundle\\.load\\("));
    }
  }

  @Test
  void trialThatFailsOtherwise_isNotTakenForAWorkingGpu() {
    List<Placement> tried = new ArrayList<>();
    GpuTrial.Trial trial =
        new FirstGpu(
            placement -> {
              tried.add(placement);
              throw new IllegalStateException("a fault of ours");
            });
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(() -> Devices.choose(Device.AUTO, ALL, WORKING, trial))
          .hasMessage("a fault of ours");
      assertThat(tried).hasSize(attempt);
    }
  }

  private static Stream<RuntimeException> failures() {
    return TensorFlowExceptions.all("no cuDNN");
  }

  private static Optional<String> thrown(RuntimeException failure) {
    throw failure;
  }

  @Test
  void cpu_asksNothing() {
    assertThat(Devices.choose(Device.CPU, ALL)).isEqualTo(Placement.CPU);
  }

  @Test
  void memoryCap_mustFit() {
    OptionalLong cap = OptionalLong.of(8L << 30);
    assertThat(choose(Device.GPU, cap, WORKING, Optional.empty()).memoryCap()).isEqualTo(cap);
    for (long wrong : new long[] {1, 141L << 30}) {
      assertThatThrownBy(
              () -> choose(Device.AUTO, OptionalLong.of(wrong), WORKING, Optional.empty()))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining("must be at least 536,870,912 and at most 150,323,855,360");
    }
  }

  /** On a machine with a GPU and everything it needs this says nothing. */
  @Test
  void thisMachine_choosesOrExplains() {
    Placement placement = Devices.choose(Device.AUTO, ALL);
    assertThat(placement.words()).matches("(?s)the CPU, no GPU: .+: .+|.+gpu:0.+");
  }

  @Test
  void sessions_areWhereTheyBelong() {
    assertThat(SessionConfig.onCpu().getDeviceCountMap()).containsEntry("GPU", 0);
    Placement placement = choose(Device.GPU, OptionalLong.of(14L << 30), WORKING, Optional.empty());
    var options = SessionConfig.onto(placement).getGpuOptions();
    assertThat(options.getAllowGrowth()).isTrue();
    assertThat(options.getVisibleDeviceList()).isEqualTo("0");
    assertThat(options.getPerProcessGpuMemoryFraction()).isEqualTo(0.1);
    assertThat(SessionConfig.onto(placement).getDeviceCountMap()).isEmpty();
  }

  private static Placement choose(
      Device device, OptionalLong cap, GpuSupport support, Optional<String> obstacle) {
    return Devices.choose(device, cap, support, placement -> obstacle);
  }
}
