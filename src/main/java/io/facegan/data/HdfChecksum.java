package io.facegan.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The checksum that the HDF5 filter fletcher32 appends to chunks. */
final class HdfChecksum {
  /** The number of words that can be added before the sums must be folded to stay in range. */
  private static final int BLOCK = 360;

  private HdfChecksum() {}

  /** Returns a chunk without the checksum at its end, which is verified. */
  static byte[] strip(byte[] chunk) throws IOException {
    int length = chunk.length - Integer.BYTES;
    if (length < 0) {
      throw new IOException("a chunk is damaged: its checksum is missing");
    }
    int stored = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    int actual = of(chunk, length);
    // Up to HDF5 1.6.2 small-endian machines swapped the bytes of both halves.
    int swapped = (actual & 0x00FF00FF) << 8 | actual >>> 8 & 0x00FF00FF;
    if (stored != actual && stored != swapped) {
      throw new IOException("a chunk is damaged: its checksum is wrong");
    }
    return Arrays.copyOf(chunk, length);
  }

  /** Returns the checksum of the first bytes as big-endian words of 16 bits. */
  static int of(byte[] bytes, int length) {
    int low = 0;
    int high = 0;
    int words = length / 2;
    for (int i = 0; i < words; i++) {
      low += (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
      high += low;
      if (i % BLOCK == BLOCK - 1 || i == words - 1) {
        low = fold(low);
        high = fold(high);
      }
    }
    if (length % 2 != 0) {
      low += (bytes[length - 1] & 0xFF) << 8;
      high += low;
      low = fold(low);
      high = fold(high);
    }
    return fold(high) << 16 | fold(low);
  }

  private static int fold(int sum) {
    return (sum & 0xFFFF) + (sum >>> 16);
  }
}
