package io.facegan.data;

import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;

/** Turns decoded pictures of any size and kind into the bytes of one shape. */
final class PictureFramer {
  private final ImageShape shape;
  private final Framing framing;

  /**
   * Plans for one shape.
   *
   * @throws IllegalArgumentException if the shape has neither 1 channel (luma) nor 3 (RGB)
   */
  PictureFramer(ImageShape shape, Framing framing) {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException(
          "pictures of %s: they can have 1 channel (grey) or 3 (RGB)".formatted(shape));
    }
    this.shape = shape;
    this.framing = framing;
  }

  /** What framing did to a picture. */
  record Framed(byte[] pixels, boolean enlarged, boolean grey) {}

  Framed frame(BufferedImage image) {
    PixelRows rows = new PixelRows(image);
    int width = image.getWidth();
    int height = image.getHeight();
    if (framing.cropsOnly(width, height, shape)) {
      return new Framed(crop(rows, width, height), false, rows.grey());
    }
    double scale = Math.max((double) shape.width() / width, (double) shape.height() / height);
    return new Framed(resize(rows, width, height, scale), scale > 1, rows.grey());
  }

  private byte[] crop(PixelRows rows, int width, int height) {
    int x0 = width / 2 - shape.width() / 2;
    int y0 = height / 2 - shape.height() / 2;
    byte[] pixels = new byte[shape.size()];
    int[] row = new int[shape.width()];
    for (int y = 0; y < shape.height(); y++) {
      rows.read(x0, y0 + y, row);
      for (int x = 0; x < shape.width(); x++) {
        put(pixels, y * shape.width() + x, row[x] >> 16 & 255, row[x] >> 8 & 255, row[x] & 255);
      }
    }
    return pixels;
  }

  private byte[] resize(PixelRows rows, int width, int height, double scale) {
    Taps across = Taps.along(width, shape.width(), scale);
    Taps down = Taps.along(height, shape.height(), scale);
    float[] sums = new float[shape.height() * shape.width() * 3];
    int last = shape.height() - 1;
    int end = down.first()[last] + down.weights()[last].length;
    int[] row = new int[width];
    float[] narrow = new float[shape.width() * 3];
    for (int y = down.first()[0]; y < end; y++) {
      rows.read(0, y, row);
      resizeRow(row, across, narrow);
      addRow(narrow, y, down, sums);
    }
    byte[] pixels = new byte[shape.size()];
    for (int i = 0; i < shape.height() * shape.width(); i++) {
      put(pixels, i, toByte(sums[3 * i]), toByte(sums[3 * i + 1]), toByte(sums[3 * i + 2]));
    }
    return pixels;
  }

  private static void resizeRow(int[] row, Taps across, float[] narrow) {
    for (int x = 0; x < narrow.length / 3; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int first = across.first()[x];
      float[] weights = across.weights()[x];
      for (int tap = 0; tap < weights.length; tap++) {
        int rgb = row[first + tap];
        red += weights[tap] * (rgb >> 16 & 255);
        green += weights[tap] * (rgb >> 8 & 255);
        blue += weights[tap] * (rgb & 255);
      }
      narrow[3 * x] = red;
      narrow[3 * x + 1] = green;
      narrow[3 * x + 2] = blue;
    }
  }

  private void addRow(float[] narrow, int source, Taps down, float[] sums) {
    for (int y = 0; y < shape.height(); y++) {
      float weight = down.weight(y, source);
      if (weight != 0) {
        int offset = y * narrow.length;
        for (int i = 0; i < narrow.length; i++) {
          sums[offset + i] += weight * narrow[i];
        }
      }
    }
  }

  private void put(byte[] pixels, int pixel, int red, int green, int blue) {
    if (shape.channels() == 1) {
      pixels[pixel] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      return;
    }
    pixels[3 * pixel] = (byte) red;
    pixels[3 * pixel + 1] = (byte) green;
    pixels[3 * pixel + 2] = (byte) blue;
  }

  private static int toByte(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
