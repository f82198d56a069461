package io.facegan.internal.image.webp;

/** The inverse transforms of RFC 6386, section 14. */
final class LossyTransform {
  /** The sine and the cosine of an eighth of a turn, times the root of 2; of the latter less 1. */
  private static final int SINE = 35468;

  private static final int COSINE = 20091;

  private LossyTransform() {}

  /** Gives each brightness block its first coefficient from the second-order block. */
  static void secondOrder(short[] in, short[] blocks) {
    int[] half = new int[16];
    for (int x = 0; x < 4; x++) {
      int sum = in[x] + in[12 + x];
      int difference = in[x] - in[12 + x];
      int innerSum = in[4 + x] + in[8 + x];
      int innerDifference = in[4 + x] - in[8 + x];
      half[x] = sum + innerSum;
      half[4 + x] = difference + innerDifference;
      half[8 + x] = sum - innerSum;
      half[12 + x] = difference - innerDifference;
    }
    for (int y = 0; y < 16; y += 4) {
      int sum = half[y] + half[y + 3] + 3;
      int difference = half[y] - half[y + 3] + 3;
      int innerSum = half[y + 1] + half[y + 2];
      int innerDifference = half[y + 1] - half[y + 2];
      int at = y * LossyCoefficients.SIZE;
      blocks[at] = (short) (sum + innerSum >> 3);
      blocks[at + LossyCoefficients.SIZE] = (short) (difference + innerDifference >> 3);
      blocks[at + 2 * LossyCoefficients.SIZE] = (short) (sum - innerSum >> 3);
      blocks[at + 3 * LossyCoefficients.SIZE] = (short) (difference - innerDifference >> 3);
    }
  }

  /** Adds a block of coefficients to its prediction. */
  static void add(short[] in, int from, byte[] pixels, int at, int stride) {
    int[] half = new int[16];
    for (int x = 0; x < 4; x++) {
      int first = in[from + x];
      int second = in[from + 4 + x];
      int third = in[from + 8 + x];
      int fourth = in[from + 12 + x];
      int c = sine(second) - cosine(fourth);
      int d = cosine(second) + sine(fourth);
      half[x] = first + third + d;
      half[4 + x] = first - third + c;
      half[8 + x] = first - third - c;
      half[12 + x] = first + third - d;
    }
    for (int y = 0; y < 4; y++) {
      int first = half[4 * y] + 4;
      int third = half[4 * y + 2];
      int c = sine(half[4 * y + 1]) - cosine(half[4 * y + 3]);
      int d = cosine(half[4 * y + 1]) + sine(half[4 * y + 3]);
      int row = at + y * stride;
      add(pixels, row, first + third + d >> 3);
      add(pixels, row + 1, first - third + c >> 3);
      add(pixels, row + 2, first - third - c >> 3);
      add(pixels, row + 3, first + third - d >> 3);
    }
  }

  private static int sine(int value) {
    return value * SINE >> 16;
  }

  private static int cosine(int value) {
    return value + (value * COSINE >> 16);
  }

  private static void add(byte[] pixels, int at, int value) {
    pixels[at] = (byte) Math.max(0, Math.min(255, (pixels[at] & 255) + value));
  }
}
