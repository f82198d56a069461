package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeKernelsTest {
  @ParameterizedTest
  @CsvSource({
    "Tesla P100, 6, 0", "GTX 1080, 6, 1", "Tesla V100, 7, 0", "Titan V, 7, 0",
    "Tesla T4, 7, 5", "A100, 8, 0", "RTX 3090, 8, 6", "RTX 4090, 8, 9"
  })
  void pascalToAda_haveMachineCode(String name, int major, int minor) throws Unusable {
    NativeKernels kernels = NativeKernels.of(gpu(name, major, minor), 12_000);
    assertThat(kernels.finding(Map.of("CUDA_CACHE_DISABLE", "1")))
        .isEqualTo("machine code for all kernels");
  }

  @Test
  void hopper_compilesWhenFirstUsed() throws Unusable {
    NativeKernels kernels = NativeKernels.of(gpu("NVIDIA H200", 9, 0), 12_030);
    String start =
        "machine code, but element-wise kernels are compiled by the driver when first used, ";
    assertThat(kernels.finding(Map.of())).isEqualTo(start + "and kept in ~/.nv/ComputeCache");
    assertThat(kernels.finding(Map.of("CUDA_CACHE_PATH", "/cache", "CUDA_CACHE_DISABLE", "0")))
        .isEqualTo(start + "and kept in /cache");
    assertThat(kernels.finding(Map.of("CUDA_CACHE_DISABLE", "1")))
        .isEqualTo(start + "in each process again: CUDA_CACHE_DISABLE is set");
  }

  @Test
  void hopper_needsADriverThatReadsItsAssembly() {
    assertThatThrownBy(() -> NativeKernels.of(gpu("NVIDIA H100", 9, 0), 12_020))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll(
            "CUDA 12.2",
            "NVIDIA H100 (gpu:1, 8.0 GiB, compute capability 9.0)",
            "CUDA 12.3",
            "545 or newer");
  }

  @ParameterizedTest
  @CsvSource({"Tesla K80, 3, 7", "GTX 750, 5, 0", "Tesla M40, 5, 2"})
  void olderOnes_areRefused(String name, int major, int minor) {
    assertThatThrownBy(() -> NativeKernels.of(gpu(name, major, minor), 12_080))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll(
            gpu(name, major, minor).toString(), "no kernels", "6.0 to 9.0", "a newer GPU");
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA B200, 10, 0",
    "NVIDIA B300, 10, 3",
    "RTX 5090, 12, 0",
    "NVIDIA GB10, 12, 1",
    "one of the future, 13, 0"
  })
  void newerOnes_areRefused(String name, int major, int minor) {
    assertThatThrownBy(() -> NativeKernels.of(gpu(name, major, minor), 13_000))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll(
            gpu(name, major, minor).toString(),
            "element-wise kernels",
            "6.0 to 9.0",
            "an older GPU");
  }

  private static Gpu gpu(String name, int major, int minor) {
    return new Gpu(1, name, 8L << 30, major, minor);
  }
}
