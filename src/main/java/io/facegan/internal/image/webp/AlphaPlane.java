package io.facegan.internal.image.webp;

import java.io.IOException;

/** Decodes the transparency of lossy images (RFC 9649, section 2.7.1.2). */
public final class AlphaPlane {
  private static final int LEFT = 1;
  private static final int TOP = 2;

  private AlphaPlane() {}

  /**
   * Decodes the content of an ALPH chunk.
   *
   * @param from the offset of its first byte
   * @param end the offset after its last one
   * @return one byte per pixel, 0 is transparent
   * @throws IOException if it is cut off or damaged
   */
  public static byte[] decode(byte[] bytes, int from, int end, int width, int height)
      throws IOException {
    int compression = bytes[from] & 3;
    byte[] alpha = new byte[width * height];
    if (compression == 0) {
      if (end - from - 1 < alpha.length) {
        throw new IOException("it is cut off or damaged: some of its transparency is missing");
      }
      System.arraycopy(bytes, from + 1, alpha, 0, alpha.length);
    } else if (compression == 1) {
      int[] green = LosslessImage.decode(bytes, from + 1, end, width, height);
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] = (byte) (green[i] >> 8);
      }
    } else {
      throw new IOException(
          "it is damaged: its transparency has the unknown compression %d".formatted(compression));
    }
    addPrediction(alpha, width, bytes[from] >> 2 & 3);
    return alpha;
  }

  /** Adds each value's prediction: filter 1 from the left, 2 from above, 3 from both. */
  private static void addPrediction(byte[] alpha, int width, int filter) {
    for (int i = 1; filter > 0 && i < alpha.length; i++) {
      boolean top = i >= width;
      boolean left = i % width > 0;
      int guess;
      if (!top || left && filter == LEFT) {
        guess = alpha[i - 1] & 255;
      } else if (!left || filter == TOP) {
        guess = alpha[i - width] & 255;
      } else {
        int both = (alpha[i - 1] & 255) + (alpha[i - width] & 255);
        guess = Math.max(0, Math.min(255, both - (alpha[i - width - 1] & 255)));
      }
      alpha[i] += (byte) guess;
    }
  }
}
