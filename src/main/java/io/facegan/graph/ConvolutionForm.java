package io.facegan.graph;

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
   * From values that are rounded to bfloat16, with sums in float32: for GPUs, where TensorFlow does
   * not do that by itself.
   */
  BFLOAT16
}
