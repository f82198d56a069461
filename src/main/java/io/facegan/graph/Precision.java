package io.facegan.graph;

import io.facegan.device.Gpu;
import java.util.Locale;
import java.util.Optional;

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
   * Returns what it comes to, never {@code AUTO}.
   *
   * @throws IllegalArgumentException if there is no such precision there
   */
  Precision resolve(Placement placement) {
    obstacle(placement)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason + ": use float32 or auto");
            });
    if (this != AUTO) {
      return this;
    }
    return hasBfloat16(placement) ? BFLOAT16 : FLOAT32;
  }

  /** Returns why there is no such precision there, nothing if there is. */
  public Optional<String> obstacle(Placement placement) {
    Optional<Gpu> gpu = placement.gpu();
    if (this == TF32 && gpu.isEmpty()) {
      return Optional.of(
          "precision tf32 is for NVIDIA GPUs, and this computes on " + placement.words());
    }
    if (this == AUTO || this == FLOAT32 || hasBfloat16(placement)) {
      return Optional.empty();
    }
    return Optional.of(
        gpu.map(
                old ->
                    "precision %s needs a GPU of compute capability 8.0 or later, and this is %s"
                        .formatted(this, old))
            .orElse(
                "precision bfloat16 needs a processor with the instructions amx_bf16, which this"
                    + " one does not list"));
  }

  private static boolean hasBfloat16(Placement placement) {
    return placement.gpu().map(Gpu::hasBfloat16).orElseGet(Processor::hasBfloat16);
  }

  /**
   * Reads {@code auto}, {@code float32}, {@code tf32} or {@code bfloat16}, in any case.
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
        "precision \"" + text + "\" is unknown: use one of auto, float32, tf32, bfloat16");
  }

  /** Returns the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
