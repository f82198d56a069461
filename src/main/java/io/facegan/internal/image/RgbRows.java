package io.facegan.internal.image;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** Reads rows of any image as sRGB 0xRRGGBB, blended with a background colour. */
public final class RgbRows {
  private final ArgbRows rows;
  private final int background;

  /**
   * Creates a reader.
   *
   * @param image of any type
   * @param background shows where the image is transparent; its own alpha is ignored
   */
  public RgbRows(BufferedImage image, Color background) {
    rows = new ArgbRows(image);
    this.background = background.getRGB();
  }

  /** Returns the width in pixels. */
  public int width() {
    return rows.width();
  }

  /** Returns the height in pixels. */
  public int height() {
    return rows.height();
  }

  /**
   * Reads a row.
   *
   * @param y from 0 to {@code height() - 1}
   * @param rgb receives the row, one element per column; the upper eight bits are undefined
   */
  public void read(int y, int[] rgb) {
    rows.read(y, rgb);
    if (rows.hasAlpha()) {
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = onBackground(rgb[i]);
      }
    }
  }

  private int onBackground(int argb) {
    int alpha = argb >>> 24;
    return blend(argb >> 16 & 255, background >> 16 & 255, alpha) << 16
        | blend(argb >> 8 & 255, background >> 8 & 255, alpha) << 8
        | blend(argb & 255, background & 255, alpha);
  }

  private static int blend(int value, int behind, int alpha) {
    return (value * alpha + behind * (255 - alpha) + 127) / 255;
  }
}
