package io.facegan.internal.graph;

import io.facegan.internal.runtime.Compute;
import io.facegan.runtime.Precision;

/** How convolutions are written. */
enum ConvolutionForm {
  /** As TensorFlow's own operations. */
  PLAIN,
  /**
   * Where they serve as {@link FastConvolutions}, else plain: saves time in float32 on a CPU, for
   * somewhat more memory and a rounding error of some millionths.
   */
  MINIMAL_FILTERING,
  /**
   * From values and kernels that are rounded to bfloat16, with sums in float32, and results in
   * bfloat16 up to the next activation other than a ReLU: for GPUs, where TensorFlow does not do
   * that by itself. Statistics, losses and what is trained stay float32.
   */
  BFLOAT16;

  static ConvolutionForm of(Compute compute) {
    if (!compute.onGpu()) {
      return compute.precision() == Precision.FLOAT32 ? MINIMAL_FILTERING : PLAIN;
    }
    return compute.precision() == Precision.BFLOAT16 ? BFLOAT16 : PLAIN;
  }
}
