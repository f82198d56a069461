package io.facegan.graph;

/**
 * How a session computes.
 *
 * @param placement where
 * @param precision of the convolutions; never {@code AUTO}
 * @param deterministic whether the same seed gives the same bits on a GPU too, which takes longer;
 *     on a CPU it does so anyway
 */
public record Compute(Placement placement, Precision precision, boolean deterministic) {
  /**
   * Picks the precision if it is {@code AUTO}.
   *
   * @throws IllegalArgumentException if there is no such precision there
   */
  public Compute {
    precision = precision.resolve(placement);
  }

  /**
   * On the processor.
   *
   * @throws IllegalArgumentException if it has no such precision
   */
  public static Compute onCpu(Precision precision) {
    return new Compute(Placement.CPU, precision, false);
  }

  boolean onGpu() {
    return placement.gpu().isPresent();
  }

  /** The form of the convolutions while training. */
  ConvolutionForm convolutions() {
    if (!onGpu()) {
      return precision == Precision.FLOAT32
          ? ConvolutionForm.MINIMAL_FILTERING
          : ConvolutionForm.PLAIN;
    }
    return precision == Precision.BFLOAT16 ? ConvolutionForm.BFLOAT16 : ConvolutionForm.PLAIN;
  }
}
