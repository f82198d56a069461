package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaDriverTest {
  private final FakeDriver fake = new FakeDriver();

  @Test
  void gpus_areDescribed() throws Unusable {
    fake.gpus =
        List.of(
            new Gpu(0, "NVIDIA H200", 150_000_000_000L, 9, 0),
            new Gpu(1, "Tesla T4", 15L << 30, 7, 5));
    NvidiaDriver driver = NvidiaDriver.query(fake, "550.54.15", null);
    assertThat(driver.gpus()).isEqualTo(fake.gpus);
    assertThat(driver).hasToString("NVIDIA driver 550.54.15 for CUDA up to 12.4");
    assertThat(driver.gpus().get(1))
        .hasToString("Tesla T4 (gpu:1, 15.0 GiB, compute capability 7.5)");
    assertThat(driver.gpus()).extracting(Gpu::hasBfloat16).containsExactly(true, false);
  }

  @Test
  void driversThatAreTooOld_areRefused() {
    fake.cuda = 11_040;
    check(
        "the NVIDIA driver 470.82 supports CUDA 11.4 at most, and TensorFlow needs CUDA 12: update"
            + " the driver to 525 or newer");
  }

  @Test
  void driversWithoutGpus_areRefused() {
    fake.started = 100;
    check("the NVIDIA driver 470.82 finds no GPU: see what nvidia-smi says");
    assertThatThrownBy(() -> NvidiaDriver.query(fake, "", "-1"))
        .hasMessageContainingAll("no GPU", "CUDA_VISIBLE_DEVICES is \"-1\"", "unset it");
  }

  @Test
  void driversThatFail_areRefused() {
    fake.started = 803;
    check(
        "the NVIDIA driver 470.82 does not start (cuInit: error 803): it was updated while the old"
            + " one ran, restart the machine");
    fake.started = 0;
    for (String function : List.of("cuDriverGetVersion", "cuDeviceGetCount", "cuDeviceGetName")) {
      fake.failing = function;
      check("the NVIDIA driver fails (" + function + ": error 999): see what nvidia-smi says");
    }
  }

  private void check(String message) {
    assertThatThrownBy(() -> NvidiaDriver.query(fake, "470.82", null))
        .isInstanceOf(Unusable.class)
        .hasMessage(message);
  }
}
