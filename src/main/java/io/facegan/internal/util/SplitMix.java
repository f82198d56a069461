package io.facegan.internal.util;

import java.util.List;

/**
 * The SplitMix64 generator. Written out here because its numbers are part of what a seed means:
 * drawn faces and shuffles must stay the same on every Java release.
 */
public final class SplitMix {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Starts an independent stream for each pair of a seed and a number. */
  public SplitMix(long seed, long stream) {
    state = mix(mix(seed + GOLDEN_GAMMA) ^ (stream * GOLDEN_GAMMA));
  }

  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns a number from 0 to {@code bound - 1}, all equally likely. */
  public int nextInt(int bound) {
    long limit = (1L << 31) - (1L << 31) % bound;
    long bits;
    do {
      bits = nextLong() >>> 33;
    } while (bits >= limit);
    return (int) (bits % bound);
  }

  /** Returns a number from {@code low} to {@code high}. */
  public double between(double low, double high) {
    return low + (high - low) * ((nextLong() >>> 11) * 0x1.0p-53);
  }

  /** Returns a number from {@code low} to {@code high}, the middle being the likeliest. */
  public double around(double low, double high) {
    return (between(low, high) + between(low, high)) / 2;
  }

  /** Returns true with this probability. */
  public boolean chance(double probability) {
    return between(0, 1) < probability;
  }

  /** Returns one of them, all equally likely. */
  public <T> T pick(List<T> values) {
    return values.get(nextInt(values.size()));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
