package io.facegan.internal.graph;

/**
 * Latents as numbers from seeds: standard normal, the same on every machine, in every exported
 * model ({@link SeededLatents}) and in the exported web page, whose {@code latents.js} does the
 * same.
 *
 * <p>Counters are scattered by SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators", 2014) and made normal by the transform of Box and Muller (1958): each value
 * depends on the seed and its position alone, which graphs can compute without a loop.
 */
public final class Latents {
  /** SplitMix64's step: 2^64 divided by the golden ratio. */
  static final long STEP = 0x9E3779B97F4A7C15L;

  /** SplitMix64's scattering: to be shifted right by these, and multiplied by the factors. */
  static final int[] SHIFTS = {30, 27, 31};

  static final long[] FACTORS = {0xBF58476D1CE4E5B9L, 0x94D049BB133111EBL};

  /** How many of 64 bits a double cannot hold. */
  static final int SPARE_BITS = 11;

  static final double UNIT = 0x1p-53;

  /** Returns the latent of a seed, standard normal; near seeds give unrelated latents. */
  public static float[] of(long seed, int size) {
    long state = scattered(seed + STEP);
    float[] latent = new float[size];
    for (int i = 0; i < size; i += 2) {
      double radius = Math.sqrt(-2 * StrictMath.log(bits(state, i) * UNIT + UNIT));
      double angle = 2 * Math.PI * (bits(state, i + 1) * UNIT);
      latent[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < size) {
        latent[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
    return latent;
  }

  /** The 53 bits at a position. */
  private static long bits(long state, int position) {
    return scattered(state + (position + 1) * STEP) >>> SPARE_BITS;
  }

  /** Returns the latents of {@code count} seeds in a row. */
  public static float[][] of(long firstSeed, int count, int size) {
    float[][] latents = new float[count][];
    for (int i = 0; i < count; i++) {
      latents[i] = of(firstSeed + i, size);
    }
    return latents;
  }

  private static long scattered(long bits) {
    long x = (bits ^ (bits >>> SHIFTS[0])) * FACTORS[0];
    x = (x ^ (x >>> SHIFTS[1])) * FACTORS[1];
    return x ^ (x >>> SHIFTS[2]);
  }

  private Latents() {}
}
