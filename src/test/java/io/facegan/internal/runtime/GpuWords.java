package io.facegan.internal.runtime;

import java.util.List;
import java.util.Map;

/** What TensorFlow says of failures of GPUs. */
final class GpuWords {
  static final Map<GpuFailure, List<String>> ALL =
      Map.of(
          GpuFailure.OUT_OF_MEMORY,
          List.of(
              "OOM when allocating tensor with shape[64,128,128,64] and type float on"
                  + " /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc",
              "Dst tensor is not initialized.",
              "cudaSetDevice() on GPU:0 failed. Status: out of memory",
              "failed to allocate 2.00GiB (2147483648 bytes) from device: CUDA_ERROR_OUT_OF_MEMORY:"
                  + " out of memory",
              "cuDNN launch failure: CUDNN_STATUS_ALLOC_FAILED"),
          GpuFailure.NO_KERNEL,
          List.of(
              "cudaErrorNoKernelImageForDevice: no kernel image is available for execution on the"
                  + " device",
              "Failed to load in-memory CUBIN: CUDA_ERROR_NO_BINARY_FOR_GPU: no kernel image",
              "'cuModuleLoadData(&module, data)' failed with 'CUDA_ERROR_INVALID_PTX'",
              "'cuModuleLoadData(&module, data)' failed with 'CUDA_ERROR_UNSUPPORTED_PTX_VERSION'",
              "'cuLaunchKernel(function, gridX, gridY)' failed with 'CUDA_ERROR_INVALID_HANDLE'",
              "Failed to load in-memory CUBIN (compiled for a different GPU?)."),
          GpuFailure.TAKEN,
          List.of(
              "cudaSetDevice() on GPU:0 failed. Status: CUDA-capable device(s) is/are busy or"
                  + " unavailable",
              "CUDA runtime implicit initialization on GPU:0 failed. Status: all CUDA-capable"
                  + " devices are busy or unavailable",
              "Could not create cudnn handle: CUDNN_STATUS_NOT_INITIALIZED",
              "Attempting to perform BLAS operation using StreamExecutor without BLAS support"),
          GpuFailure.BROKEN,
          List.of(
              "Failed to synchronize: CUDA_ERROR_ILLEGAL_ADDRESS: an illegal memory access",
              "CUDA_ERROR_LAUNCH_FAILED: unspecified launch failure",
              "CUDA_ERROR_ECC_UNCORRECTABLE: uncorrectable ECC error encountered",
              "failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected",
              "cudaGetDevice() failed. Status: unknown error",
              "CUDA error: : UNKNOWN ERROR (303)",
              "'visible_device_list' listed an invalid GPU id '0' but visible device count is 0",
              "DNN library is not found.",
              "No algorithm worked!  Error messages: ...",
              "GPU sync failed"));

  private GpuWords() {}
}
