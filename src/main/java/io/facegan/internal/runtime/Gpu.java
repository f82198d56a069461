package io.facegan.internal.runtime;

import io.facegan.internal.util.Text;

/** An NVIDIA GPU as its driver describes it: memory in bytes, and its compute capability. */
public record Gpu(int index, String name, long memory, int major, int minor) {
  /** Whether its matrix units multiply TF32 and bfloat16: since compute capability 8.0, Ampere. */
  public boolean hasBfloat16() {
    return major >= 8;
  }

  @Override
  public String toString() {
    return Text.format(
        "%s (gpu:%d, %.1f GiB, compute capability %d.%d)",
        name, index, (double) memory / (1L << 30), major, minor);
  }
}
