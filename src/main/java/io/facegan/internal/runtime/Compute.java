package io.facegan.internal.runtime;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Precision;

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
   * @throws FaceGanException if there is no such precision there
   */
  public Compute {
    precision = placement.resolve(precision);
  }

  /**
   * On the processor.
   *
   * @throws FaceGanException if it has no such precision
   */
  public static Compute onCpu(Precision precision) {
    return new Compute(Placement.CPU, precision, false);
  }

  public boolean onGpu() {
    return placement.gpu().isPresent();
  }
}
