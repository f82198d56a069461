package io.facegan.internal.image.webp;

/**
 * Converts brightness and halved colour differences to RGB as libwebp does: differences between
 * four samples are weighted 9, 3, 3 and 1, and all products are cut to integers.
 */
final class LossyColours {
  private static final int OPAQUE = 0xFF000000;

  private LossyColours() {}

  static int[] toRgb(LossyPlane[] planes, int width, int height) {
    int[] pixels = new int[width * height];
    byte[] luma = planes[0].pixels();
    int[] blue = new int[width];
    int[] red = new int[width];
    for (int y = 0; y < height; y++) {
      widen(planes[1], y, height, blue);
      widen(planes[2], y, height, red);
      int from = planes[0].at(0, 0) + y * planes[0].stride();
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = rgb(luma[from + x] & 255, blue[x], red[x]);
      }
    }
    return pixels;
  }

  /** Interpolates a row between the nearest row of the plane and the next one at its other side. */
  private static void widen(LossyPlane plane, int y, int height, int[] row) {
    byte[] samples = plane.pixels();
    int last = (height - 1) / 2;
    int other = Math.max(0, Math.min(last, (y & 1) == 0 ? y / 2 - 1 : y / 2 + 1));
    int near = plane.at(0, 0) + y / 2 * plane.stride();
    int far = plane.at(0, 0) + other * plane.stride();
    int lastColumn = (row.length - 1) / 2;
    for (int x = 0; x < row.length; x++) {
      int column = x / 2;
      int next = (x & 1) == 0 ? column - 1 : column + 1;
      int nearest = samples[near + column] & 255;
      int vertical = samples[far + column] & 255;
      if (next < 0 || next > lastColumn) {
        row[x] = 3 * nearest + vertical + 2 >> 2;
      } else {
        int horizontal = samples[near + next] & 255;
        int diagonal = samples[far + next] & 255;
        int sides = horizontal + vertical;
        row[x] = (nearest + 3 * sides + diagonal + 8 >> 3) + nearest >> 1;
      }
    }
  }

  private static int rgb(int luma, int blue, int red) {
    int light = luma * 19077 >> 8;
    int r = light + (red * 26149 >> 8) - 14234;
    int g = light - (blue * 6419 >> 8) - (red * 13320 >> 8) + 8708;
    int b = light + (blue * 33050 >> 8) - 17685;
    return OPAQUE | limit(r) << 16 | limit(g) << 8 | limit(b);
  }

  /** Drops the six bits of fraction. */
  private static int limit(int value) {
    return Math.max(0, Math.min(255, value >> 6));
  }
}
