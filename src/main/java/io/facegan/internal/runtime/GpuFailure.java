package io.facegan.internal.runtime;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can go wrong with a GPU, told by TensorFlow's words: it has no types for that, and the same
 * failure comes with one status or another.
 */
enum GpuFailure {
  OUT_OF_MEMORY(
      "(?i)CUDA_ERROR_OUT_OF_MEMORY|out of memory|OOM when allocating|Dst tensor is not initialized"
          + "|STATUS_ALLOC_FAILED|failed to allocate",
      "end what else holds its memory, nvidia-smi lists it"),

  NO_KERNEL(
      "(?i)no kernel image|NoKernelImage|NO_BINARY_FOR_GPU|INVALID_PTX|UNSUPPORTED_PTX"
          + "|unsupported toolchain|different GPU\\?|cuLaunchKernel.*CUDA_ERROR_INVALID_HANDLE",
      "TensorFlow has no kernel for this GPU and driver: update the driver, or compute on the CPU"),

  TAKEN(
      "(?i)busy or unavailable|DevicesUnavailable|DEVICE_UNAVAILABLE|STATUS_NOT_INITIALIZED"
          + "|create cudnn handle|without (?:BLAS|DNN) support",
      "end the other processes that use it, nvidia-smi lists them"),

  BROKEN(
      "CUDA_ERROR|CUDA error|CUDA runtime|cuda[A-Z]|'cu[A-Z]|CUDNN_STATUS|cudnn|cuDNN|CUBLAS_STATUS"
          + "|DNN library|GPU sync failed|invalid GPU id|No algorithm worked",
      "see what nvidia-smi and the system's log say of it, and start another process");

  private final Pattern words;
  private final String remedy;

  GpuFailure(String words, String remedy) {
    this.words = Pattern.compile(words);
    this.remedy = remedy;
  }

  /** Finds what TensorFlow's words are about; nothing if that is not a GPU. */
  static Optional<GpuFailure> in(String message) {
    return Stream.of(values()).filter(one -> one.words.matcher(message).find()).findFirst();
  }

  /** Returns what to do. */
  String remedy() {
    return remedy;
  }
}
