package io.facegan.internal.image;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** Reads rows of any picture as sRGB values 0xRRGGBB, what is transparent laid on a background. */
public final class RgbRows {
  private final ArgbRows rows;
  private final int background;

  /**
   * Prepares to read.
   *
   * @param image of any type
   * @param background shows where the picture is transparent; its own alpha is not used
   */
  public RgbRows(BufferedImage image, Color background) {
    rows = new ArgbRows(image);
    this.background = background.getRGB();
  }

  /** Returns the picture's width in pixels. */
  public int width() {
    return rows.width();
  }

  /** Returns the picture's height in pixels. */
  public int height() {
    return rows.height();
  }

  /**
   * Reads a row.
   *
   * @param y from 0 to {@code height() - 1}
   * @param rgb gets the row, as long as it is wide; the upper eight bits of each mean nothing
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
