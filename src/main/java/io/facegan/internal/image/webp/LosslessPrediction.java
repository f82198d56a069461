package io.facegan.internal.image.webp;

/** Adds to each pixel its prediction from those before it (RFC 9649, section 3.4.1). */
final class LosslessPrediction {
  private static final int BLACK = 0xFF000000;
  private static final int LEFT = 1;
  private static final int TOP = 2;

  private final int[] pixels;
  private final int width;
  private final int[] modes;
  private final int bits;

  /**
   * @param modes of each block, in the green channel
   * @param bits a block has 2 to this power pixels a side
   */
  LosslessPrediction(int[] pixels, int width, int[] modes, int bits) {
    this.pixels = pixels;
    this.width = width;
    this.modes = modes;
    this.bits = bits;
  }

  void add(int height) {
    int columns = LosslessImage.blocks(width, bits);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int mode = modes[(y >> bits) * columns + (x >> bits)] >> 8 & 15;
        if (y == 0) {
          mode = x == 0 ? 0 : LEFT;
        } else if (x == 0) {
          mode = TOP;
        }
        int at = y * width + x;
        pixels[at] = LosslessTransform.add(pixels[at], predicted(mode, at));
      }
    }
  }

  private int predicted(int mode, int at) {
    if (mode == 0 || mode > 13) {
      return BLACK;
    }
    int left = pixels[at - 1];
    if (mode == LEFT) {
      return left;
    }
    int top = pixels[at - width];
    // At the end of a row this is the first pixel of the same row, as the specification wants.
    int topRight = pixels[at - width + 1];
    int topLeft = mode == TOP ? 0 : pixels[at - width - 1];
    return switch (mode) {
      case TOP -> top;
      case 3 -> topRight;
      case 4 -> topLeft;
      case 5 -> average(average(left, topRight), top);
      case 6 -> average(left, topLeft);
      case 7 -> average(left, top);
      case 8 -> average(topLeft, top);
      case 9 -> average(top, topRight);
      case 10 -> average(average(left, topLeft), average(top, topRight));
      case 11 -> distance(top, topLeft) < distance(left, topLeft) ? left : top;
      case 12 -> gradient(left, top, topLeft);
      default -> halfGradient(average(left, top), topLeft);
    };
  }

  /** Averages channel by channel, rounded down. */
  private static int average(int left, int right) {
    return ((left ^ right) >>> 1 & 0x7F7F7F7F) + (left & right);
  }

  private static int distance(int left, int right) {
    int sum = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      sum += Math.abs((left >> shift & 255) - (right >> shift & 255));
    }
    return sum;
  }

  private static int gradient(int left, int top, int topLeft) {
    int pixel = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int sum = (left >> shift & 255) + (top >> shift & 255) - (topLeft >> shift & 255);
      pixel |= limit(sum) << shift;
    }
    return pixel;
  }

  private static int halfGradient(int average, int topLeft) {
    int pixel = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int value = average >> shift & 255;
      pixel |= limit(value + (value - (topLeft >> shift & 255)) / 2) << shift;
    }
    return pixel;
  }

  private static int limit(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
