package io.facegan.internal.runtime;

import io.facegan.runtime.Precision;

/**
 * The device and the arithmetic of a session.
 *
 * @param placement the device
 * @param precision of the convolutions; never {@code AUTO}
 * @param deterministic whether the same seed also gives the same bits on a GPU, which takes longer;
 *     on a CPU it always does
 */
public record Compute(Placement placement, Precision precision, boolean deterministic) {
  /** Picks the precision if it is {@code AUTO}; refuses what the device does not support. */
  public Compute {
    precision = placement.resolve(precision);
  }

  /** Computes on the CPU; refuses a precision that it does not support. */
  public static Compute onCpu(Precision precision) {
    return new Compute(Placement.CPU, precision, false);
  }

  public boolean onGpu() {
    return placement.gpu().isPresent();
  }
}
