package io.facegan.internal.runtime;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Precision;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a session computes.
 *
 * @param gpu the GPU; nothing for the processor
 * @param memoryCap the most bytes that TensorFlow may take of the GPU's memory; nothing for all
 * @param words what that is, and if it was not asked for, why, in one line
 */
public record Placement(Optional<Gpu> gpu, OptionalLong memoryCap, String words) {
  /** The processor, as asked for. */
  public static final Placement CPU =
      new Placement(Optional.empty(), OptionalLong.empty(), "the CPU");

  /** Returns why there is no such precision here, nothing if there is. */
  public Optional<String> obstacle(Precision precision) {
    if (precision == Precision.TF32 && gpu.isEmpty()) {
      return Optional.of("precision tf32 is for NVIDIA GPUs, and this computes on " + words);
    }
    if (precision == Precision.AUTO || precision == Precision.FLOAT32 || hasBfloat16()) {
      return Optional.empty();
    }
    return Optional.of(
        gpu.map(
                old ->
                    "precision %s needs a GPU of compute capability 8.0 or later, and this is %s"
                        .formatted(precision, old))
            .orElse(
                "precision bfloat16 needs a processor with the instructions amx_bf16, which this"
                    + " one does not list"));
  }

  /** Returns what a precision comes to here, never {@code AUTO}; refuses what is not there. */
  Precision resolve(Precision precision) {
    obstacle(precision)
        .ifPresent(
            reason -> {
              throw new FaceGanException(reason + ": use float32 or auto");
            });
    if (precision != Precision.AUTO) {
      return precision;
    }
    return hasBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
  }

  private boolean hasBfloat16() {
    return gpu.map(Gpu::hasBfloat16).orElseGet(Processor::hasBfloat16);
  }
}
