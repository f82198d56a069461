package io.facegan.graph;

import java.util.Locale;

/**
 * The precision of the convolutions and matrix products. Weights, batch norm statistics, losses and
 * the optimizer are float32 in every case.
 */
public enum Precision {
  /** {@link #BFLOAT16} where the processor has AMX for it, else {@link #FLOAT32}. */
  AUTO,
  /** All float32: exact, and the same bits for the same seed on the same machine. */
  FLOAT32,
  /** Inputs of convolutions in bfloat16: several times faster on processors that have AMX. */
  BFLOAT16;

  /**
   * Returns {@link #FLOAT32} or {@link #BFLOAT16}.
   *
   * @throws IllegalArgumentException if this is {@code BFLOAT16} and the processor has no AMX
   */
  public Precision resolve() {
    boolean fast = Processor.hasBfloat16();
    if (this == BFLOAT16 && !fast) {
      throw new IllegalArgumentException(
          "precision bfloat16 needs a processor with the instructions amx_bf16, which this one does"
              + " not list: use float32 or auto");
    }
    if (this != AUTO) {
      return this;
    }
    return fast ? BFLOAT16 : FLOAT32;
  }

  /**
   * Reads {@code auto}, {@code float32} or {@code bfloat16}, in any case.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Precision parse(String text) {
    for (Precision precision : values()) {
      if (precision.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision \"" + text + "\" is unknown: use one of auto, float32, bfloat16");
  }

  /** Returns the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
