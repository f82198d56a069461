package io.facegan.graph;

import io.facegan.device.Gpu;
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
}
