package io.facegan.internal.image;

import io.facegan.image.SourceImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads BMP files with the Java runtime's reader. That reader trusts the header, so the header is
 * checked first: embedded JPEG and PNG are refused, and colour profiles, which may link to other
 * files, are ignored.
 */
final class Bmp {
  private static final int OLD_HEADER = 12;
  private static final int WITH_PROFILE = 108;
  private static final int PROFILE_KIND = 14 + 56;
  private static final int STANDARD_COLOURS = 0x73524742;

  private final ByteBuffer bytes;
  private final int pixelsFrom;
  private final int headerLength;
  private final int width;
  private final long height;
  private final int bits;
  private final int compression;

  private Bmp(byte[] bmp) throws IOException {
    bytes = ByteBuffer.wrap(bmp.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (bmp.length < 14 + OLD_HEADER) {
      throw new IOException("it is cut off");
    }
    pixelsFrom = bytes.getInt(10);
    headerLength = bytes.getInt(14);
    boolean old = headerLength == OLD_HEADER;
    boolean whole = old || headerLength >= 40 && headerLength <= bmp.length - 14;
    if (!whole || pixelsFrom < 14 + headerLength) {
      throw new IOException("it is cut off or damaged: its header is invalid");
    }
    width = old ? bytes.getShort(18) : bytes.getInt(18);
    height = Math.abs((long) (old ? bytes.getShort(20) : bytes.getInt(22)));
    bits = bytes.getShort(old ? 24 : 28) & 0xFFFF;
    compression = old ? 0 : bytes.getInt(30);
  }

  static SourceImage read(byte[] bytes) throws IOException {
    Bmp bmp = new Bmp(bytes);
    if (bmp.compression < 0 || bmp.compression > 3) {
      throw new IOException(
          "its compression method %d is not supported: save it as PNG".formatted(bmp.compression));
    }
    int bytesPerPixel = Math.max(1, bmp.bits / Byte.SIZE);
    long room = DecodeBudget.check(bmp.width, bmp.height, Long.MAX_VALUE, bytesPerPixel);
    return DecodeBudget.run(room, bmp::decode);
  }

  private SourceImage decode() throws IOException {
    long end =
        isRunLength() ? endOfRuns() : pixelsFrom + rowLength(32) * (height - 1) + rowLength(8);
    if (end > bytes.capacity()) {
      throw new IOException(
          "it is cut off: it has %d of its %d bytes".formatted(bytes.capacity(), end));
    }
    // The reader requires the file length in the header; many programs leave it 0.
    bytes.putInt(2, bytes.capacity());
    if (headerLength >= WITH_PROFILE) {
      bytes.putInt(PROFILE_KIND, STANDARD_COLOURS);
    }
    return SourceImage.of(Readers.read(ImageFormat.BMP, bytes.array()), ImageFormat.BMP.label());
  }

  private boolean isRunLength() {
    return compression == 1 || compression == 2;
  }

  private long rowLength(int unit) {
    return ((long) width * bits + unit - 1) / unit * (unit / Byte.SIZE);
  }

  /** Skips the runs up to the end mark or the end of the last row. */
  private long endOfRuns() throws IOException {
    long rows = 0;
    int at = pixelsFrom;
    while (at <= bytes.capacity() - 2) {
      int count = bytes.get(at) & 255;
      int value = bytes.get(at + 1) & 255;
      at += 2;
      if (count == 0 && value == 0) {
        rows++;
      } else if (count == 0 && value == 1) {
        return at;
      } else if (count == 0 && value == 2) {
        rows += at + 1 < bytes.capacity() ? bytes.get(at + 1) & 255 : 0;
        at += 2;
      } else if (count == 0) {
        int stored = compression == 1 ? value : (value + 1) / 2;
        at += stored + (stored & 1);
      }
    }
    if (rows < height) {
      throw new IOException("it is cut off: it has %d of its %d rows".formatted(rows, height));
    }
    return bytes.capacity();
  }
}
