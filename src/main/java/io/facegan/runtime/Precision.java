package io.facegan.runtime;

import io.facegan.error.FaceGanException;
import java.util.Locale;

/**
 * The precision of the convolutions and matrix products. Weights, batch norm statistics, losses and
 * the optimizer are float32 in every case.
 */
public enum Precision {
  /**
   * {@link #BFLOAT16} where the processor has AMX for it, or the GPU is of compute capability 8.0
   * (Ampere) or later, else {@link #FLOAT32}.
   */
  AUTO,
  /**
   * All float32: exact, and on a CPU the same bits for the same seed on the same machine; on a GPU
   * without TF32.
   */
  FLOAT32,
  /**
   * All float32, but products of 10 bits after the point instead of 23 inside of convolutions and
   * matrix products: for GPUs of compute capability 8.0 (Ampere) or later.
   */
  TF32,
  /** Inputs of convolutions in bfloat16: several times faster where there are units for it. */
  BFLOAT16;

  /**
   * Reads {@code auto}, {@code float32}, {@code tf32} or {@code bfloat16}, in any case.
   *
   * @throws FaceGanException for anything else
   */
  public static Precision parse(String text) {
    for (Precision precision : values()) {
      if (precision.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new FaceGanException(
        "precision \"" + text + "\" is unknown: use one of auto, float32, tf32, bfloat16");
  }

  /** Returns the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
