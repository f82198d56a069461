package io.facegan.benchmarks;

import java.util.List;

/**
 * What to measure.
 *
 * @param batch pictures a step, at least 1
 * @param steps measured steps, at least 1
 * @param precision {@code float32}, {@code tf32} (on GPUs) or {@code bfloat16}
 */
record Settings(int batch, int steps, String precision) {
  /** Steps before the measured ones, in which buffers and kernels are set up. */
  static final int WARM_UP = 3;

  /** The precision that every processor has. */
  static final String FLOAT32 = "float32";

  private static final List<String> PRECISIONS = List.of(FLOAT32, "tf32", "bfloat16");

  Settings {
    if (batch < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "batch is %d and steps %d: both must be at least 1".formatted(batch, steps));
    }
    if (!PRECISIONS.contains(precision)) {
      throw new IllegalArgumentException(
          "precision is '%s': choose one of %s".formatted(precision, PRECISIONS));
    }
  }

  /** Reads {@code BATCH STEPS PRECISION}. */
  static Settings parse(String[] arguments) {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(
          "%d arguments: expected BATCH STEPS float32|tf32|bfloat16".formatted(arguments.length));
    }
    return new Settings(
        Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), arguments[2]);
  }

  boolean bfloat16() {
    return precision.equals("bfloat16");
  }
}
