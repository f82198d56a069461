package io.facegan.internal.image;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** Reads rows of any image as sRGB 0xRRGGBB, blended with a background colour. */
public final class RgbRows {
  private final ArgbRows rows;
  private final int background;

  /**
   * @param background shows where the image is transparent; its own alpha is ignored
   */
  public RgbRows(BufferedImage image, Color background) {
    rows = new ArgbRows(image);
    this.background = background.getRGB();
  }

  public int width() {
    return rows.width();
  }

  public int height() {
    return rows.height();
  }

  /** Reads a row; the upper eight bits of each pixel are undefined. */
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
