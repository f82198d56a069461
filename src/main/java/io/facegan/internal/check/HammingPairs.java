package io.facegan.internal.check;

import java.util.Arrays;

/**
 * Finds all pairs of 64-bit hashes that differ in few bits, without comparing all pairs.
 *
 * <p>Each hash is cut into one band more than the number of bits that may differ. By the pigeonhole
 * principle a pair within that distance agrees in at least one whole band, so only such pairs are
 * compared (Norouzi, Punjani and Fleet, <a href="https://arxiv.org/abs/1307.2982">Fast Exact Search
 * in Hamming Space with Multi-Index Hashing</a>, 2014).
 */
final class HammingPairs {
  private HammingPairs() {}

  interface Sink {
    /** Accepts the positions of two hashes. */
    void pair(int one, int other);
  }

  /** Finds each pair that differs in at most {@code distance} (1 to 31) bits once, in any order. */
  static void forEach(long[] hashes, int distance, Sink sink) {
    int bands = distance + 1;
    for (int band = 0; band < bands; band++) {
      long[] keyed = new long[hashes.length];
      for (int i = 0; i < hashes.length; i++) {
        keyed[i] = (long) band(hashes[i], band, bands) << 32 | i;
      }
      Arrays.parallelSort(keyed);
      int start = 0;
      for (int end = 1; end <= keyed.length; end++) {
        if (end == keyed.length || keyed[end] >>> 32 != keyed[start] >>> 32) {
          compareAll(hashes, keyed, start, end, band, distance, sink);
          start = end;
        }
      }
    }
  }

  private static void compareAll(
      long[] hashes, long[] keyed, int start, int end, int band, int distance, Sink sink) {
    for (int i = start; i < end; i++) {
      int one = (int) keyed[i];
      for (int j = i + 1; j < end; j++) {
        long differing = hashes[one] ^ hashes[(int) keyed[j]];
        if (Long.bitCount(differing) <= distance && isFirst(differing, band, distance + 1)) {
          sink.pair(one, (int) keyed[j]);
        }
      }
    }
  }

  /** Returns whether two hashes agree in no earlier band. */
  private static boolean isFirst(long differing, int band, int bands) {
    for (int earlier = 0; earlier < band; earlier++) {
      if (band(differing, earlier, bands) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Cuts bands of nearly equal width; each of two or more bands fits an int. */
  private static int band(long hash, int band, int bands) {
    int from = band * Long.SIZE / bands;
    int to = (band + 1) * Long.SIZE / bands;
    return (int) (hash >>> from & (1L << to - from) - 1);
  }
}
