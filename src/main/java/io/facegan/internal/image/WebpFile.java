package io.facegan.internal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The chunks of a WebP file (RFC 9649, section 2) up to its first frame. */
final class WebpFile {
  private static final int HEADER = 12;
  private static final int CHUNK = 8;

  private final ByteBuffer bytes;
  private int width;
  private int height;
  private int x;
  private int y;
  private int frames;
  private Part lossy;
  private Part lossless;
  private Part alpha;
  private byte[] profile;
  private int orientation = 1;

  /** Reads the chunks; refuses a file that ends too early or has no frame. */
  WebpFile(byte[] webp) throws IOException {
    bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    long end = (bytes.getInt(4) & 0xFFFFFFFFL) + 8;
    if (end > webp.length) {
      throw new IOException("it is cut off: it has %d of its %d bytes".formatted(webp.length, end));
    }
    readAll(HEADER, (int) end);
    if (lossy == null && lossless == null) {
      throw new IOException("it has no pixels");
    }
  }

  /** The range of a chunk's content in the file. */
  record Part(int from, int end) {}

  /** Returns the width of the canvas, or 0 if there is none. */
  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Returns the first column of the frame. */
  int x() {
    return x;
  }

  int y() {
    return y;
  }

  boolean isAnimated() {
    return frames > 1;
  }

  /** Returns the lossy pixels (a VP8 frame), or null. */
  Part lossy() {
    return lossy;
  }

  /** Returns the lossless pixels, or null. */
  Part lossless() {
    return lossless;
  }

  /** Returns the transparency of lossy pixels, or null. */
  Part alpha() {
    return alpha;
  }

  byte[] profile() {
    return profile;
  }

  /** Returns the EXIF tag, 1 (upright) to 8. */
  int orientation() {
    return orientation;
  }

  private void readAll(int from, int end) throws IOException {
    int at = from;
    while (end - at >= CHUNK) {
      String name = new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1);
      long length = bytes.getInt(at + 4) & 0xFFFFFFFFL;
      int content = at + CHUNK;
      if (length > end - content) {
        throw new IOException("it is cut off or damaged: it ends in the middle of a chunk");
      }
      read(name, new Part(content, content + (int) length));
      at = (int) Math.min(end, content + length + (length & 1));
    }
  }

  private void read(String name, Part part) throws IOException {
    int length = part.end() - part.from();
    boolean first = lossy == null && lossless == null;
    if (name.equals("VP8 ") && first) {
      lossy = part;
    } else if (name.equals("VP8L") && first) {
      lossless = part;
    } else if (name.equals("ALPH") && first && length > 0) {
      alpha = part;
    } else if (name.equals("VP8X") && length >= 10) {
      width = 1 + number(part.from() + 4);
      height = 1 + number(part.from() + 7);
    } else if (name.equals("ICCP")) {
      profile = Arrays.copyOfRange(bytes.array(), part.from(), part.end());
    } else if (name.equals("EXIF")) {
      orientation = ExifOrientation.ofChunk(bytes.array(), part.from(), part.end());
    } else if (name.equals("ANMF") && length >= 16) {
      frames++;
      if (frames == 1) {
        x = 2 * number(part.from());
        y = 2 * number(part.from() + 3);
        readAll(part.from() + 16, part.end());
      }
    }
  }

  /** Reads three bytes. */
  private int number(int at) {
    return bytes.getShort(at) & 0xFFFF | (bytes.get(at + 2) & 255) << 16;
  }
}
