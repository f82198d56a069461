package io.facegan.internal.runtime;

import java.util.Map;
import java.util.Optional;

/**
 * What TensorFlow's natives hold for a generation of GPUs, read from the files: machine code for
 * compute capability 6.0 to 9.0, but of the generated kernels, which compute most element-wise
 * operations, only up to 8.9. For 9.0 these are assembly (PTX 8.3 for {@code sm_90a}), which the
 * driver compiles, and which no later generation takes.
 */
enum NativeKernels {
  /** Nothing is compiled on the way. */
  MACHINE_CODE {
    @Override
    String finding(Map<String, String> environment) {
      return "machine code for all kernels";
    }
  },

  /** The driver compiles generated kernels, some 10 ms each. */
  COMPILED_WHEN_FIRST_USED {
    @Override
    String finding(Map<String, String> environment) {
      return "machine code, but element-wise kernels are compiled by the driver when first used, "
          + (isSet(environment, "CUDA_CACHE_DISABLE")
              ? "in each process again: CUDA_CACHE_DISABLE is set"
              : "and kept in "
                  + Optional.ofNullable(environment.get("CUDA_CACHE_PATH"))
                      .orElse("~/.nv/ComputeCache"));
    }
  };

  private static final int OLDEST = 6;
  private static final int HOPPER = 9;

  /** The first that reads PTX 8.3. */
  private static final int COMPILING_CUDA = 12_030;

  /**
   * Looks up what there is for a GPU.
   *
   * @param cuda the newest CUDA that the driver supports, as 1000 * major + 10 * minor
   * @throws Unusable if that is not enough to train
   */
  static NativeKernels of(Gpu gpu, int cuda) throws Unusable {
    if (gpu.major() < OLDEST) {
      throw new Unusable(
          ("TensorFlow's natives have no kernels for %s, only for compute capability 6.0 to 9.0: use"
                  + " a newer GPU, or the CPU")
              .formatted(gpu));
    }
    if (gpu.major() > HOPPER) {
      throw new Unusable(
          ("TensorFlow's natives lack the element-wise kernels for %s, they are for compute"
                  + " capability 6.0 to 9.0: use an older GPU, or the CPU")
              .formatted(gpu));
    }
    if (gpu.major() < HOPPER) {
      return MACHINE_CODE;
    }
    if (cuda < COMPILING_CUDA) {
      throw new Unusable(
          ("the NVIDIA driver supports CUDA %s at most, and to compile TensorFlow's element-wise"
                  + " kernels for %s it takes CUDA 12.3: update the driver to 545 or newer")
              .formatted(NvidiaDriver.cudaName(cuda), gpu));
    }
    return COMPILED_WHEN_FIRST_USED;
  }

  /** Returns what will happen, in words. */
  abstract String finding(Map<String, String> environment);

  private static boolean isSet(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "0").equals("1");
  }
}
