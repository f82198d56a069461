package io.facegan.data;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Reads rows of any picture as sRGB values 0xRRGGBB, what is transparent laid on white. */
final class PixelRows {
  private final BufferedImage image;
  private final boolean grey;

  PixelRows(BufferedImage image) {
    grey = isGrey(image);
    this.image = grey ? image : inStandardColours(image);
  }

  boolean grey() {
    return grey;
  }

  /** Reads pixels x to x + rgb.length - 1 of row y. */
  void read(int x, int y, int[] rgb) {
    if (grey) {
      readGrey(x, y, rgb);
      return;
    }
    image.getRGB(x, y, rgb.length, 1, rgb, 0, rgb.length);
    if (image.getColorModel().hasAlpha()) {
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = onWhite(rgb[i]);
      }
    }
  }

  private static boolean isGrey(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int type = image.getRaster().getTransferType();
    return model.getNumColorComponents() == 1
        && !(model instanceof IndexColorModel)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  private static BufferedImage inStandardColours(BufferedImage image) {
    if (image.getColorModel().getColorSpace().isCS_sRGB()) {
      return image;
    }
    BufferedImage standard =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = standard.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return standard;
  }

  // Java takes grey files for linear light and its getRGB brightens them; the samples are wanted.
  private void readGrey(int x, int y, int[] rgb) {
    Raster raster = image.getRaster();
    int max = (1 << image.getColorModel().getComponentSize(0)) - 1;
    int[] samples = raster.getSamples(x, y, rgb.length, 1, 0, (int[]) null);
    int[] alphas =
        image.getColorModel().hasAlpha()
            ? raster.getSamples(x, y, rgb.length, 1, 1, (int[]) null)
            : null;
    for (int i = 0; i < rgb.length; i++) {
      int value = toByte(samples[i], max);
      int alpha = alphas == null ? 255 : toByte(alphas[i], max);
      rgb[i] = onWhite(alpha << 24 | value << 16 | value << 8 | value);
    }
  }

  private static int toByte(int sample, int max) {
    return (sample * 255 + max / 2) / max;
  }

  private static int onWhite(int argb) {
    int alpha = argb >>> 24;
    return onWhite(argb >> 16 & 255, alpha) << 16
        | onWhite(argb >> 8 & 255, alpha) << 8
        | onWhite(argb & 255, alpha);
  }

  private static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
