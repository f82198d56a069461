package io.facegan.internal.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The EXIF orientation tag (EXIF 2.32, tag 0x0112). */
final class ExifOrientation {
  private static final int UPRIGHT = 1;
  private static final int LAST = 8;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;

  private ExifOrientation() {}

  /**
   * Reads the tag from the first directory of EXIF data, which begins with a TIFF header (TIFF 6.0,
   * section 2): 1 (upright) if it is missing or damaged, as viewers do.
   */
  static int of(ByteBuffer exif) {
    try {
      ByteOrder order = exif.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      ByteBuffer tiff = exif.slice().order(order);
      tiff.position(4);
      tiff.position(tiff.getInt());
      int entries = tiff.getShort() & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int tag = tiff.getShort() & 0xFFFF;
        int type = tiff.getShort();
        tiff.getInt();
        int value = tiff.getInt();
        if (tag == TAG) {
          return checked(type == SHORT ? tiff.getShort(tiff.position() - 4) : value);
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
    return UPRIGHT;
  }

  private static int checked(int value) {
    return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
  }

  /** Returns the upright image of one with interleaved bytes, as decoded from JPEG. */
  static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == UPRIGHT) {
      return image;
    }
    Raster stored = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    boolean lying = orientation >= 5;
    WritableRaster seen =
        stored.createCompatibleWritableRaster(lying ? height : width, lying ? width : height);
    byte[] from = ((DataBufferByte) stored.getDataBuffer()).getData();
    byte[] to = ((DataBufferByte) seen.getDataBuffer()).getData();
    int bands = stored.getNumBands();
    int right = bands;
    int down = bands * width;
    int lastX = right * (width - 1);
    int lastY = down * (height - 1);
    // The offset of the upper left pixel as displayed, and those of its neighbours from it.
    switch (orientation) {
      case 2 -> copy(from, to, seen, lastX, -right, down);
      case 3 -> copy(from, to, seen, lastX + lastY, -right, -down);
      case 4 -> copy(from, to, seen, lastY, right, -down);
      case 5 -> copy(from, to, seen, 0, down, right);
      case 6 -> copy(from, to, seen, lastY, -down, right);
      case 7 -> copy(from, to, seen, lastX + lastY, -down, -right);
      default -> copy(from, to, seen, lastX, down, -right);
    }
    return new BufferedImage(image.getColorModel(), seen, false, null);
  }

  private static void copy(byte[] from, byte[] to, Raster seen, int start, int right, int down) {
    int bands = seen.getNumBands();
    int target = 0;
    for (int y = 0; y < seen.getHeight(); y++) {
      int source = start + y * down;
      for (int x = 0; x < seen.getWidth(); x++) {
        for (int band = 0; band < bands; band++) {
          to[target++] = from[source + band];
        }
        source += right;
      }
    }
  }
}
