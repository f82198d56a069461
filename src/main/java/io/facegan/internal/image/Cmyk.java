package io.facegan.internal.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;

/**
 * Converts the CMYK samples of JPEG files to RGB. Assumes Adobe's inverted samples (255 is no ink),
 * which nearly all files have and browsers also assume.
 */
final class Cmyk {
  private Cmyk() {}

  /**
   * Converts an image by its profile or, without one, as the product of the light that each ink
   * lets through.
   *
   * @param inks four interleaved bytes per pixel; overwritten
   * @param ycc whether the first three were converted to YCbCr
   */
  static BufferedImage toRgb(WritableRaster inks, boolean ycc, IccProfile profile) {
    byte[] from = ((DataBufferByte) inks.getDataBuffer()).getData();
    if (ycc) {
      fromYcc(from);
    }
    BufferedImage image =
        new BufferedImage(inks.getWidth(), inks.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    if (profile.isUsed()) {
      for (int i = 0; i < from.length; i++) {
        from[i] = (byte) ~from[i];
      }
      profile.apply(inks, image.getRaster());
      return image;
    }
    byte[] to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int s = 0, t = 0; s < from.length; s += 4, t += 3) {
      int light = from[s + 3] & 255;
      to[t] = times(from[s + 2], light);
      to[t + 1] = times(from[s + 1], light);
      to[t + 2] = times(from[s], light);
    }
    return image;
  }

  /** Returns the light of 0 to 255 that an ink and black of 0 to 255 leave. */
  static int light(int ink, int black) {
    return times((byte) (255 - ink), 255 - black) & 255;
  }

  private static byte times(byte left, int light) {
    return (byte) (((left & 255) * light + 127) / 255);
  }

  /**
   * Inverts the YCbCr transform of JFIF, with the rounding of libjpeg. The result is ink, so it is
   * complemented.
   */
  private static void fromYcc(byte[] pixels) {
    for (int i = 0; i < pixels.length; i += 4) {
      int y = (pixels[i] & 255) << 16 | 1 << 15;
      int cb = (pixels[i + 1] & 255) - 128;
      int cr = (pixels[i + 2] & 255) - 128;
      pixels[i] = (byte) ~toByte(y + 91881 * cr);
      pixels[i + 1] = (byte) ~toByte(y - 22554 * cb - 46802 * cr);
      pixels[i + 2] = (byte) ~toByte(y + 116130 * cb);
    }
  }

  private static int toByte(int value) {
    return Math.max(0, Math.min(255, value >> 16));
  }
}
