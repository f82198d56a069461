package io.facegan.data;

import io.facegan.network.ImageShape;
import io.facegan.picture.Picture;
import io.facegan.picture.RgbRows;
import java.awt.Rectangle;
import java.io.IOException;

/** Turns decoded pictures of any size and kind into the bytes of one shape. */
public final class PictureFramer {
  private final Packing packing;
  private final ImageShape shape;

  /** Plans for one shape. */
  public PictureFramer(Packing packing) {
    this.packing = packing;
    shape = packing.shape();
  }

  /**
   * What framing gave.
   *
   * @param pixels unsigned bytes, height x width x channel
   * @param enlarged whether the picture was too small and had to be scaled up
   */
  public record Framed(byte[] pixels, boolean enlarged) {}

  /**
   * Brings a picture to the shape. Any number of threads may do so at once.
   *
   * @throws IOException if the picture cannot be decoded, or the framing's box does not lie in it
   */
  public Framed frame(Picture picture) throws IOException {
    Framing.View view = packing.framing().view(picture.width(), picture.height(), shape);
    Rectangle part = view.part();
    RgbRows rows = new RgbRows(picture.image(part), packing.background());
    boolean asItIs =
        view.scale() == 1 && part.width == shape.width() && part.height == shape.height();
    byte[] pixels = asItIs ? copy(rows) : resize(rows, view.scale());
    return new Framed(pixels, view.scale() > 1);
  }

  private byte[] copy(RgbRows rows) {
    byte[] pixels = new byte[shape.size()];
    int[] row = new int[shape.width()];
    for (int y = 0; y < shape.height(); y++) {
      rows.read(y, row);
      putRow(row, pixels, y * row.length * shape.channels());
    }
    return pixels;
  }

  private byte[] resize(RgbRows rows, double scale) {
    Taps across = Taps.along(rows.width(), shape.width(), scale);
    Taps down = Taps.along(rows.height(), shape.height(), scale);
    float[] sums = new float[shape.height() * shape.width() * 3];
    int last = shape.height() - 1;
    int end = down.first()[last] + down.weights()[last].length;
    int[] row = new int[rows.width()];
    float[] narrow = new float[shape.width() * 3];
    for (int y = down.first()[0]; y < end; y++) {
      rows.read(y, row);
      resizeRow(row, across, narrow);
      addRow(narrow, y, down, sums);
    }
    byte[] pixels = new byte[shape.size()];
    int[] whole = new int[shape.height() * shape.width()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = toByte(sums[3 * i]) << 16 | toByte(sums[3 * i + 1]) << 8 | toByte(sums[3 * i + 2]);
    }
    putRow(whole, pixels, 0);
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

  private void putRow(int[] rgb, byte[] pixels, int start) {
    int at = start;
    if (shape.channels() == 1) {
      for (int pixel : rgb) {
        int luma = 299 * (pixel >> 16 & 255) + 587 * (pixel >> 8 & 255) + 114 * (pixel & 255);
        pixels[at++] = (byte) ((luma + 500) / 1000);
      }
      return;
    }
    for (int pixel : rgb) {
      pixels[at] = (byte) (pixel >> 16);
      pixels[at + 1] = (byte) (pixel >> 8);
      pixels[at + 2] = (byte) pixel;
      at += 3;
    }
  }

  private static int toByte(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
