package io.facegan.internal.image;

import java.io.IOException;

/** Decompresses a GIF frame: LZW (GIF89a, appendix F) in blocks of up to 255 bytes. */
final class GifPixels {
  private static final int MOST_CODES = 4096;

  /** More than a palette needs, but some encoders use it, and decoders take it. */
  private static final int LARGEST_FIRST = 11;

  private final byte[] bytes;
  private final int[] previous = new int[MOST_CODES];
  private final byte[] last = new byte[MOST_CODES];
  private final byte[] reversed = new byte[MOST_CODES];
  private int at;
  private int left;
  private int bits;
  private int bitCount;

  /** Creates a decoder; {@code at} is the offset of the size of the first code. */
  GifPixels(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Reads the pixels in the order of the file; refuses fewer, and invalid codes. */
  byte[] decode(int count) throws IOException {
    int firstSize = at < bytes.length ? bytes[at++] & 255 : 0;
    if (firstSize < 1 || firstSize > LARGEST_FIRST) {
      throw new IOException("it is damaged: its pixels have codes of %d bits".formatted(firstSize));
    }
    byte[] pixels = new byte[count];
    int clear = 1 << firstSize;
    int codes = clear + 2;
    int size = firstSize + 1;
    int before = -1;
    int first = 0;
    int done = 0;
    while (done < count) {
      int code = code(size);
      if (code < 0 || code == clear + 1) {
        throw new IOException(
            "it is cut off or damaged: it has %d of its %d pixels".formatted(done, count));
      }
      if (code == clear) {
        codes = clear + 2;
        size = firstSize + 1;
        before = -1;
        continue;
      }
      boolean noColour = code < clear && code > 255;
      if (noColour || code > codes || code == codes && before < 0 || before < 0 && code > clear) {
        throw new IOException("it is damaged: one of its codes is invalid");
      }
      // A code that is not defined yet is the previous one followed by its first pixel.
      int length = 0;
      int rest = code;
      if (code == codes) {
        reversed[length++] = (byte) first;
        rest = before;
      }
      while (rest > clear) {
        reversed[length++] = last[rest];
        rest = previous[rest];
      }
      first = rest;
      reversed[length++] = (byte) first;
      while (length > 0 && done < count) {
        pixels[done++] = reversed[--length];
      }
      if (before >= 0 && codes < MOST_CODES) {
        previous[codes] = before;
        last[codes++] = (byte) first;
        size = Math.min(12, codes == 1 << size ? size + 1 : size);
      }
      before = code;
    }
    return pixels;
  }

  private int code(int size) {
    while (bitCount < size) {
      if (left == 0) {
        left = at < bytes.length ? bytes[at++] & 255 : 0;
      }
      if (left == 0 || at >= bytes.length) {
        return -1;
      }
      bits |= (bytes[at++] & 255) << bitCount;
      bitCount += Byte.SIZE;
      left--;
    }
    int code = bits & (1 << size) - 1;
    bits >>>= size;
    bitCount -= size;
    return code;
  }
}
