package io.facegan.internal.image;

import java.io.IOException;

/** Decompresses TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, the highest bit first. */
final class TiffLzw {
  private static final int MOST_CODES = 4096;
  private static final int CLEAR = 256;
  private static final int END = 257;

  private final byte[] file;
  private final int end;
  private final short[] previous = new short[MOST_CODES];
  private final byte[] last = new byte[MOST_CODES];
  private final byte[] first = new byte[MOST_CODES];
  private final short[] lengths = new short[MOST_CODES];
  private int at;
  private int bits;
  private int bitCount;

  TiffLzw(byte[] file, int from, int end) {
    this.file = file;
    this.at = from;
    this.end = end;
    for (int i = 0; i < CLEAR; i++) {
      last[i] = (byte) i;
      first[i] = (byte) i;
      lengths[i] = 1;
    }
  }

  void unpack(byte[] target) throws IOException {
    int codes = END + 1;
    int size = 9;
    int before = -1;
    int done = 0;
    while (done < target.length) {
      int code = code(size);
      if (code == CLEAR) {
        codes = END + 1;
        size = 9;
        before = -1;
        continue;
      }
      if (code == END) {
        throw TiffDirectory.cutOff();
      }
      if (before < 0 ? code > CLEAR : code > codes || code == codes && codes == MOST_CODES) {
        throw new IOException("it is damaged: one of its codes is invalid");
      }
      if (before >= 0 && codes < MOST_CODES) {
        // A code that is not defined yet is the previous one followed by its first byte.
        previous[codes] = (short) before;
        first[codes] = first[before];
        last[codes] = first[code == codes ? before : code];
        lengths[codes] = (short) (lengths[before] + 1);
        codes++;
        size = Math.min(12, codes == (1 << size) - 1 ? size + 1 : size);
      }
      int stop = done + lengths[code];
      for (int i = stop - 1, rest = code; i >= done; i--, rest = previous[rest]) {
        if (i < target.length) {
          target[i] = last[rest];
        }
      }
      done = stop;
      before = code;
    }
  }

  private int code(int size) throws IOException {
    while (bitCount < size) {
      if (at >= end) {
        throw TiffDirectory.cutOff();
      }
      bits = bits << Byte.SIZE | file[at++] & 255;
      bitCount += Byte.SIZE;
    }
    bitCount -= size;
    return bits >>> bitCount & (1 << size) - 1;
  }
}
