package io.facegan.graph;

import java.util.Random;

/**
 * Latents as numbers from seeds: standard normal, the same on every machine and Java version, and
 * in the exported web page, whose {@code latents.js} does the same.
 */
public final class Latents {
  /**
   * Returns the latent of a seed.
   *
   * @param seed any number; near ones give unrelated latents
   * @param size how many values
   * @return values from a standard normal distribution
   */
  public static float[] of(long seed, int size) {
    // The algorithm of java.util.Random is part of its contract. Its first numbers are alike for
    // seeds that are near each other, so the seed is scattered before.
    Random random = new Random(scatter(seed));
    float[] latent = new float[size];
    for (int i = 0; i < size; i++) {
      latent[i] = (float) random.nextGaussian();
    }
    return latent;
  }

  /** Returns the latents of {@code count} seeds in a row. */
  public static float[][] of(long firstSeed, int count, int size) {
    float[][] latents = new float[count][];
    for (int i = 0; i < count; i++) {
      latents[i] = of(firstSeed + i, size);
    }
    return latents;
  }

  /**
   * Returns the point at {@code fraction} of the way from one latent to another on the great circle
   * between them (spherical interpolation, as White, "Sampling Generative Networks", 2016): a
   * straight line would pass nearer to the origin than latents usually are.
   *
   * @param fraction 0 gives {@code from}, 1 gives {@code to}
   */
  public static float[] between(float[] from, float[] to, double fraction) {
    double dot = 0;
    double normFrom = 0;
    double normTo = 0;
    for (int i = 0; i < from.length; i++) {
      dot += (double) from[i] * to[i];
      normFrom += (double) from[i] * from[i];
      normTo += (double) to[i] * to[i];
    }
    double norms = Math.sqrt(normFrom * normTo);
    double angle = norms == 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, dot / norms)));
    boolean straight = Math.sin(angle) < 1e-6;
    double weightFrom =
        straight ? 1 - fraction : Math.sin((1 - fraction) * angle) / Math.sin(angle);
    double weightTo = straight ? fraction : Math.sin(fraction * angle) / Math.sin(angle);
    float[] result = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      result[i] = (float) (weightFrom * from[i] + weightTo * to[i]);
    }
    return result;
  }

  private static long scatter(long seed) {
    long x = seed + 0x9E3779B97F4A7C15L;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  private Latents() {}
}
