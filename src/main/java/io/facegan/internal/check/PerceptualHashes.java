package io.facegan.internal.check;

import java.util.Arrays;

/** The hashes of all images of a collection, by the number of the image. */
final class PerceptualHashes {
  private final long[] words;

  PerceptualHashes(int images) {
    words = new long[Math.multiplyExact(images, PerceptualHash.WORDS)];
  }

  void set(int image, long[] hash) {
    System.arraycopy(hash, 0, words, start(image), PerceptualHash.WORDS);
  }

  long coarse(int image) {
    return words[start(image)];
  }

  boolean areSimilar(int one, int other) {
    if (Long.bitCount(coarse(one) ^ coarse(other)) > PerceptualHash.NEAR) {
      return false;
    }
    int distance = 0;
    for (int i = 1; i < PerceptualHash.WORDS; i++) {
      distance += Long.bitCount(words[start(one) + i] ^ words[start(other) + i]);
    }
    return distance <= PerceptualHash.NEAR_FINE;
  }

  /** Orders by the hashes, so that equal ones are adjacent. */
  int compare(int one, int other) {
    return Arrays.compare(words, start(one), start(one + 1), words, start(other), start(other + 1));
  }

  private static int start(int image) {
    return image * PerceptualHash.WORDS;
  }
}
