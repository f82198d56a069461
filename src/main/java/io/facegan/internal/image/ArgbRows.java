package io.facegan.internal.image;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Reads rows of any image as sRGB 0xAARRGGBB, not premultiplied; rounds 16 bits to 8. */
final class ArgbRows {
  private final BufferedImage image;

  /** Whether samples are read as stored instead of converted by Java. */
  private final boolean stored;

  /** The samples of an image of type 3BYTE_BGR (from JPEG) or of a part of one, else null. */
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

  /** Fills the array with a row. */
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
   * Java's getRGB treats grey as linear light, which brightens it, and truncates 16 bits, which
   * darkens by up to one level. Samples of both are therefore read directly.
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
