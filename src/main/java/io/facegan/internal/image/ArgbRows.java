package io.facegan.internal.image;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Reads rows of any picture as sRGB values 0xAARRGGBB, opacity apart; 16 bits are rounded to 8. */
final class ArgbRows {
  private final BufferedImage image;

  /** Whether the samples are read as they are stored, else as Java converts them. */
  private final boolean stored;

  /** The samples of an image of type 3BYTE_BGR, as JPEG files give, or of a part; else nothing. */
  private final byte[] bgr;

  private final int start;
  private final int stride;

  ArgbRows(BufferedImage image) {
    stored = hasPlainSamples(image);
    this.image = stored ? image : inStandardColours(image);
    Raster raster = this.image.getRaster();
    if (this.image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && raster.getDataBuffer() instanceof DataBufferByte bytes
        && raster.getSampleModel() instanceof ComponentSampleModel model) {
      bgr = bytes.getData();
      stride = model.getScanlineStride();
      start =
          bytes.getOffset()
              - raster.getSampleModelTranslateY() * stride
              - raster.getSampleModelTranslateX() * 3;
    } else {
      bgr = null;
      stride = 0;
      start = 0;
    }
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  boolean hasAlpha() {
    return image.getColorModel().hasAlpha();
  }

  /** Reads a row, which is as long as the array. */
  void read(int y, int[] argb) {
    if (bgr != null) {
      readBgr(y, argb);
    } else if (stored) {
      readStored(y, argb);
    } else {
      image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
    }
  }

  /**
   * Java takes grey files for linear light, and its getRGB brightens them; of 16 bits it keeps the
   * upper half, which is darker by up to one level. So both are read as samples.
   */
  private static boolean hasPlainSamples(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int type = image.getRaster().getTransferType();
    boolean grey = model.getNumColorComponents() == 1;
    boolean deep = type == DataBuffer.TYPE_USHORT;
    return model instanceof ComponentColorModel
        && !model.isAlphaPremultiplied()
        && (grey && (deep || type == DataBuffer.TYPE_BYTE)
            || deep && model.getColorSpace().isCS_sRGB());
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

  private void readBgr(int y, int[] argb) {
    int at = start + y * stride;
    for (int i = 0; i < argb.length; i++, at += 3) {
      argb[i] = 0xFF000000 | (bgr[at + 2] & 255) << 16 | (bgr[at + 1] & 255) << 8 | bgr[at] & 255;
    }
  }

  private void readStored(int y, int[] argb) {
    ColorModel model = image.getColorModel();
    int max = (1 << model.getComponentSize(0)) - 1;
    int[] samples = image.getRaster().getPixels(0, y, argb.length, 1, (int[]) null);
    int bands = image.getRaster().getNumBands();
    int colours = model.getNumColorComponents();
    for (int i = 0; i < argb.length; i++) {
      int at = i * bands;
      int red = toByte(samples[at], max);
      int green = colours == 1 ? red : toByte(samples[at + 1], max);
      int blue = colours == 1 ? red : toByte(samples[at + 2], max);
      int alpha = model.hasAlpha() ? toByte(samples[at + colours], max) : 255;
      argb[i] = alpha << 24 | red << 16 | green << 8 | blue;
    }
  }

  private static int toByte(int sample, int max) {
    return (sample * 255 + max / 2) / max;
  }
}
