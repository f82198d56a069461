package io.facegan.internal.image;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The EXIF orientation tag (EXIF 2.32, tag 0x0112). */
final class ExifOrientation {
  private static final int UPRIGHT = 1;
  private static final int LAST = 8;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final byte[] MARK = {'E', 'x', 'i', 'f', 0, 0};

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

  /** Reads the tag from a chunk of PNG or WebP, which some programs begin as a JPEG's segment. */
  static int ofChunk(byte[] bytes, int from, int end) {
    boolean marked =
        end - from >= MARK.length
            && Arrays.equals(bytes, from, from + MARK.length, MARK, 0, MARK.length);
    int start = marked ? from + MARK.length : from;
    return of(ByteBuffer.wrap(bytes, start, end - start).slice());
  }

  /** Returns the upright image. */
  static SourceImage upright(SourceImage image, int orientation) throws IOException {
    if (orientation == UPRIGHT) {
      return image;
    }
    BufferedImage upright = upright(image.image(), orientation);
    return SourceImage.of(upright, image.format()).with(image.traits()).with(ImageTrait.TURNED);
  }

  /** Returns the upright image. */
  static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == UPRIGHT) {
      return image;
    }
    boolean bytes =
        image.getRaster().getDataBuffer() instanceof DataBufferByte
            && image.getSampleModel() instanceof PixelInterleavedSampleModel;
    return bytes ? uprightBytes(image, orientation) : uprightPixels(image, orientation);
  }

  /** Turns an image of any kind, pixel by pixel. */
  private static BufferedImage uprightPixels(BufferedImage image, int orientation) {
    Raster stored = image.getRaster();
    int lastX = stored.getWidth() - 1;
    int lastY = stored.getHeight() - 1;
    boolean lying = orientation >= 5;
    WritableRaster seen =
        stored.createCompatibleWritableRaster(
            (lying ? lastY : lastX) + 1, (lying ? lastX : lastY) + 1);
    Object pixel = null;
    for (int y = 0; y < seen.getHeight(); y++) {
      for (int x = 0; x < seen.getWidth(); x++) {
        int across = lying ? y : x;
        int down = lying ? x : y;
        boolean mirrored = orientation == 2 || orientation == 3 || orientation >= 7;
        boolean flipped =
            orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        pixel =
            stored.getDataElements(
                mirrored ? lastX - across : across, flipped ? lastY - down : down, pixel);
        seen.setDataElements(x, y, pixel);
      }
    }
    return new BufferedImage(image.getColorModel(), seen, false, null);
  }

  /** Turns an image of interleaved bytes, as decoded from JPEG. */
  private static BufferedImage uprightBytes(BufferedImage image, int orientation) {
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
