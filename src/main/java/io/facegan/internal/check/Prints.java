package io.facegan.internal.check;

import java.util.Arrays;

/** The prints of all pictures of a collection, by their numbers. */
final class Prints {
  private final long[] words;

  Prints(int pictures) {
    words = new long[Math.multiplyExact(pictures, PerceptualHash.WORDS)];
  }

  void set(int picture, long[] print) {
    System.arraycopy(print, 0, words, start(picture), PerceptualHash.WORDS);
  }

  long coarse(int picture) {
    return words[start(picture)];
  }

  /** Returns whether two pictures are near-duplicates. */
  boolean near(int one, int other) {
    if (Long.bitCount(coarse(one) ^ coarse(other)) > PerceptualHash.NEAR) {
      return false;
    }
    int distance = 0;
    for (int i = 1; i < PerceptualHash.WORDS; i++) {
      distance += Long.bitCount(words[start(one) + i] ^ words[start(other) + i]);
    }
    return distance <= PerceptualHash.NEAR_FINE;
  }

  /** Orders by the prints; those of equal ones come together. */
  int compare(int one, int other) {
    return Arrays.compare(words, start(one), start(one + 1), words, start(other), start(other + 1));
  }

  private static int start(int picture) {
    return picture * PerceptualHash.WORDS;
  }
}
