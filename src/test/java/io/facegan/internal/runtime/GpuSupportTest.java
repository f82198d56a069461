package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

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
        .containsExactly("platform", "NVIDIA driver", "TensorFlow's natives", "CUDA libraries");
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

    @Override
    public String platform() {
      return platform;
    }

    @Override
    public NvidiaDriver driver() throws Unusable {
      if (driver != null) {
        throw new Unusable(driver);
      }
      return NvidiaDriver.query(new FakeDriver(), "550.54", null);
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
