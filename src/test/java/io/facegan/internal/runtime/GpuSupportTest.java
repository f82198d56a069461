package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GpuSupportTest {
  private final FakeMachine machine = new FakeMachine();

  @Test
  void whatIsThere_isTold() {
    GpuSupport support = GpuSupport.of(machine);
    assertThat(support.obstacle()).isEmpty();
    assertThat(support.gpus()).extracting(Gpu::name).containsExactly("NVIDIA H200");
    assertThat(support.libraries())
        .isEqualTo("NVIDIA driver 550.54 for CUDA up to 12.4, CUDA 12.6, cuDNN 9.5.1 from a jar");
    assertThat(support.checks())
        .extracting(GpuSupport.Check::what)
        .containsExactly(
            "platform", "NVIDIA driver", "gpu:0", "TensorFlow's natives", "CUDA libraries");
    assertThat(support.checks().get(2).finding()).endsWith("when first used, and kept in /cache");
  }

  @Test
  void gpusWithoutKernels_areToldBeforeAnythingIsLoaded() {
    machine.gpus = List.of(gpu(0, "NVIDIA B200", 10), gpu(1, "Tesla M40", 5));
    GpuSupport support =
        check(
            "TensorFlow's natives lack the element-wise kernels for NVIDIA B200 (gpu:0, 8.0 GiB,"
                + " compute capability 10.0), they are for compute capability 6.0 to 9.0: use an"
                + " older GPU, or the CPU");
    assertThat(support.checks()).filteredOn(one -> !one.good()).hasSize(2);
    assertThat(machine.loaded).isZero();
  }

  @Test
  void oneThatServes_isEnough() {
    machine.gpus = List.of(gpu(0, "NVIDIA B200", 10), gpu(1, "Tesla P100", 6));
    GpuSupport support = GpuSupport.of(machine);
    assertThat(support.obstacle()).isEmpty();
    assertThat(machine.loaded).isOne();
    assertThat(support.obstacle(machine.gpus.get(0)).orElseThrow()).contains("NVIDIA B200");
    assertThat(support.obstacle(machine.gpus.get(1))).isEmpty();
    OptionalLong all = OptionalLong.empty();
    GpuTrial.Trial works = placement -> Optional.empty();
    assertThat(Devices.choose(Device.AUTO, all, support, works).words())
        .startsWith("the CPU, no GPU: TensorFlow's natives lack the element-wise kernels for");
    assertThat(Devices.choose(Device.gpu(1), all, support, works).gpu())
        .contains(machine.gpus.get(1));
    assertThatThrownBy(() -> Devices.choose(Device.GPU, all, support, works))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("the device gpu:0 cannot be used: TensorFlow's natives lack");
  }

  @Test
  void platformsWithoutGpuNatives_areToldFirst() {
    machine.platform = "Mac OS X aarch64";
    check("TensorFlow's GPU natives are for linux x86-64, this is Mac OS X aarch64");
    assertThat(machine.loaded).isZero();
  }

  /** The driver comes before the class path: without a GPU other natives would not help. */
  @Test
  void withoutADriver_nothingIsLoaded() {
    machine.driver = "there is no NVIDIA driver";
    machine.natives = Natives.CPU;
    GpuSupport support = check("there is no NVIDIA driver");
    assertThat(support.checks()).filteredOn(one -> !one.good()).hasSize(2);
    assertThat(machine.loaded).isZero();
  }

  @Test
  void wrongNatives_areToldWithWhatToSwap() {
    machine.natives = Natives.CPU;
    check(
        "the class path has TensorFlow's natives for processors (classifier linux-x86_64): put"
            + " org.tensorflow:tensorflow-core-native:1.1.0 with the classifier linux-x86_64-gpu in"
            + " their place");
    machine.natives = Natives.BOTH;
    check(
        "the class path has TensorFlow's natives twice, with the classifiers linux-x86_64 and"
            + " linux-x86_64-gpu: leave out linux-x86_64");
    machine.natives = Natives.NONE;
    check(
        "the class path lacks TensorFlow's natives: add"
            + " org.tensorflow:tensorflow-core-native:1.1.0 with the classifier linux-x86_64-gpu");
    assertThat(machine.loaded).isZero();
  }

  @Test
  void missingLibraries_areTold() {
    machine.libraries = "libcudnn.so.9 is missing";
    GpuSupport support = check("libcudnn.so.9 is missing");
    assertThat(support.gpus()).isEmpty();
  }

  private static Gpu gpu(int index, String name, int major) {
    return new Gpu(index, name, 8L << 30, major, 0);
  }

  private GpuSupport check(String obstacle) {
    GpuSupport support = GpuSupport.of(machine);
    assertThat(support.obstacle()).contains(obstacle);
    return support;
  }

  private static final class FakeMachine implements GpuSupport.Machine {
    private String platform = "linux x86-64";
    private String driver;
    private Natives natives = Natives.GPU;
    private String libraries;
    private int loaded;
    private List<Gpu> gpus = new FakeDriver().gpus;

    @Override
    public String platform() {
      return platform;
    }

    @Override
    public NvidiaDriver driver() throws Unusable {
      if (driver != null) {
        throw new Unusable(driver);
      }
      FakeDriver fake = new FakeDriver();
      fake.gpus = gpus;
      return NvidiaDriver.query(fake, "550.54", null);
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("CUDA_CACHE_PATH", "/cache");
    }

    @Override
    public Natives natives() {
      return natives;
    }

    @Override
    public CudaLibraries.Loaded libraries() throws Unusable {
      loaded++;
      if (libraries != null) {
        throw new Unusable(libraries);
      }
      return new CudaLibraries.Loaded("from a jar", "CUDA 12.6, cuDNN 9.5.1");
    }
  }
}
