package io.facegan.internal.image.webp;

/** Predicts blocks from the pixels above and to the left (RFC 6386, section 12). */
final class LossyPrediction {
  /** The modes of whole macroblocks; single blocks have more. */
  static final int AVERAGE = 0;

  static final int GRADIENT = 1;
  static final int DOWN = 2;
  static final int RIGHT = 3;

  /**
   * The edge of a block: the left pixels upwards, the corner, the upper pixels; both ends longer.
   */
  private static final int BOTTOM = 3;

  private static final int CORNER = 8;
  private static final int END = 17;

  private LossyPrediction() {}

  /** Predicts a square of 8 or 16 pixels a side. */
  static void square(LossyPlane plane, int at, int mode, boolean hasTop, boolean hasLeft) {
    byte[] pixels = plane.pixels();
    int stride = plane.stride();
    int size = plane.size();
    int average = mode == AVERAGE ? average(pixels, at, stride, size, hasTop, hasLeft) : 0;
    for (int y = 0; y < size; y++) {
      int row = at + y * stride;
      int left = pixels[row - 1] & 255;
      for (int x = 0; x < size; x++) {
        pixels[row + x] =
            switch (mode) {
              case AVERAGE -> (byte) average;
              case DOWN -> pixels[at - stride + x];
              case RIGHT -> (byte) left;
              default -> gradient(pixels, at, stride, x, left);
            };
      }
    }
  }

  private static byte gradient(byte[] pixels, int at, int stride, int x, int left) {
    int above = pixels[at - stride + x] & 255;
    int corner = pixels[at - stride - 1] & 255;
    return (byte) Math.max(0, Math.min(255, left + above - corner));
  }

  /** Returns the average of the edges within the image. */
  private static int average(
      byte[] pixels, int at, int stride, int size, boolean hasTop, boolean hasLeft) {
    if (!hasTop && !hasLeft) {
      return 128;
    }
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += hasTop ? pixels[at - stride + i] & 255 : 0;
      sum += hasLeft ? pixels[at + i * stride - 1] & 255 : 0;
    }
    int count = hasTop && hasLeft ? 2 * size : size;
    return (sum + count / 2) / count;
  }

  /**
   * Predicts a block of 4x4 pixels.
   *
   * @param right the offset of the four pixels that continue the row above to the right
   */
  static void block(byte[] pixels, int at, int stride, int mode, int right) {
    int[] edge = edge(pixels, at, stride, right);
    int average = 0;
    for (int i = 1; mode == AVERAGE && i <= 4; i++) {
      average += edge[CORNER - i] + edge[CORNER + i];
    }
    for (int y = 0; y < 4; y++) {
      int row = at + y * stride;
      for (int x = 0; x < 4; x++) {
        int value =
            switch (mode) {
              case AVERAGE -> average + 4 >> 3;
              case GRADIENT -> edge[CORNER - 1 - y] + edge[CORNER + 1 + x] - edge[CORNER];
              case DOWN -> three(edge, CORNER + 1 + x);
              case RIGHT -> three(edge, CORNER - 1 - y);
              case 4 -> three(edge, CORNER + 2 + x + y);
              case 5 -> three(edge, CORNER + x - y);
              case 6 -> steep(edge, x, y);
              case 7 -> steepLeft(edge, x, y);
              case 8 -> flat(edge, x, y);
              default -> flatUp(edge, x + 2 * y);
            };
        pixels[row + x] = (byte) Math.max(0, Math.min(255, value));
      }
    }
  }

  private static int[] edge(byte[] pixels, int at, int stride, int right) {
    int[] edge = new int[END + 1];
    for (int i = 0; i < 4; i++) {
      edge[CORNER - 1 - i] = pixels[at + i * stride - 1] & 255;
      edge[CORNER + 1 + i] = pixels[at - stride + i] & 255;
      edge[CORNER + 5 + i] = pixels[right + i] & 255;
    }
    edge[CORNER] = pixels[at - stride - 1] & 255;
    edge[BOTTOM] = edge[BOTTOM + 1];
    edge[END] = edge[END - 1];
    return edge;
  }

  /** Down and a little to the right. */
  private static int steep(int[] edge, int x, int y) {
    int from = 2 * x - y;
    if (from < 0) {
      return three(edge, CORNER + 1 + from);
    }
    int at = CORNER + x - (y >> 1);
    return (y & 1) == 0 ? two(edge, at) : three(edge, at);
  }

  /** Down and a little to the left; the last two pixels of the last column are an exception. */
  private static int steepLeft(int[] edge, int x, int y) {
    if (x == 3 && y >= 2) {
      return three(edge, CORNER + 4 + y);
    }
    int at = CORNER + 1 + x + (y >> 1);
    return (y & 1) == 0 ? two(edge, at) : three(edge, at + 1);
  }

  /** To the right and a little down. */
  private static int flat(int[] edge, int x, int y) {
    int from = 2 * y - x;
    if (from < 0) {
      return three(edge, CORNER - 1 - from);
    }
    int at = CORNER - y + (x >> 1);
    return (x & 1) == 0 ? two(edge, at - 1) : three(edge, at);
  }

  /** To the right and a little up; below the last pixel of the edge, that pixel. */
  private static int flatUp(int[] edge, int from) {
    if (from > 5) {
      return edge[BOTTOM];
    }
    int at = CORNER - 2 - (from >> 1);
    return (from & 1) == 0 ? two(edge, at) : three(edge, at);
  }

  private static int two(int[] edge, int at) {
    return edge[at] + edge[at + 1] + 1 >> 1;
  }

  private static int three(int[] edge, int at) {
    return edge[at - 1] + 2 * edge[at] + edge[at + 1] + 2 >> 2;
  }
}
