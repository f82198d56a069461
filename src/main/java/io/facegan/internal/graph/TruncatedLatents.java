package io.facegan.internal.graph;

import io.facegan.error.FaceGanException;

/**
 * Latents without unusual values: those too far from 0 are drawn anew, so that all are of a normal
 * distribution that is cut off (Brock, Donahue and Simonyan, "Large Scale GAN Training for High
 * Fidelity Natural Image Synthesis", 2018). What is drawn in place of a value depends on the seed
 * alone.
 */
public final class TruncatedLatents {
  /** The least spread: smaller ones draw again and again. */
  private static final double LEAST = 0.1;

  /** No spread below 1 has its cut beyond this. */
  private static final double FARTHEST = 10;

  private static final int HALVINGS = 50;

  /** How many pieces an integral has; even. */
  private static final int PIECES = 200;

  /** The cut of the spread that was asked for last: most often it is the next one too. */
  private static volatile Cut last = new Cut(1, Double.POSITIVE_INFINITY);

  private record Cut(double spread, double at) {}

  /**
   * Returns the latent of a seed.
   *
   * @param spread the standard deviation of all values, 0.1 to 1, where 1 cuts nothing
   * @throws FaceGanException if it is out of range
   */
  public static float[] of(long seed, int size, double spread) {
    if (!(spread >= LEAST && spread <= 1)) {
      throw new FaceGanException("truncation is %s: choose %s to 1".formatted(spread, LEAST));
    }
    double cut = cut(spread);
    float[] latent = Latents.of(seed, size);
    float[] further = latent;
    int next = size;
    for (int i = 0; i < size; i++) {
      while (Math.abs(latent[i]) > cut) {
        if (next == further.length) {
          further = Latents.of(seed, 2 * further.length);
        }
        latent[i] = further[next++];
      }
    }
    return latent;
  }

  /** Returns where a normal distribution has to be cut off, on both sides, to have a spread. */
  static double cut(double spread) {
    Cut known = last;
    if (known.spread == spread) {
      return known.at;
    }
    double low = 0;
    double high = FARTHEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (variance(middle) < spread * spread) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Cut found = new Cut(spread, spread == 1 ? Double.POSITIVE_INFINITY : high);
    last = found;
    return found.at;
  }

  /** The integral of x^2 exp(-x^2/2) from 0 to the cut by that of exp(-x^2/2), as Simpson. */
  private static double variance(double cut) {
    double weights = 0;
    double squares = 0;
    for (int i = 0; i <= PIECES; i++) {
      double x = cut * i / PIECES;
      int factor = i == 0 || i == PIECES ? 1 : 2 + 2 * (i % 2);
      double weight = factor * StrictMath.exp(-x * x / 2);
      weights += weight;
      squares += weight * x * x;
    }
    return squares / weights;
  }

  private TruncatedLatents() {}
}
