package io.facegan.internal.image.webp;

import java.io.IOException;

/** A prefix code of VP8L (RFC 9649, section 3.7.2), as canonical as those of deflate. */
final class PrefixCode {
  private static final int LONGEST = 15;

  /** Codes of up to so many bits are looked up at once. */
  private static final int QUICK = 8;

  /** The order in which the lengths of the code for lengths are stored. */
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  /** Symbols by their codes. */
  private final short[] symbols;

  /** The number of codes of each length. */
  private final short[] counts = new short[LONGEST + 1];

  /** For the next bits a symbol times 16 plus the length of its code; 0 for longer codes. */
  private final int[] quick;

  private final int quickBits;

  private PrefixCode(int[] lengths) throws IOException {
    int used = 0;
    int longest = 0;
    for (int length : lengths) {
      counts[length]++;
      used += length > 0 ? 1 : 0;
      longest = Math.max(longest, length);
    }
    counts[0] = 0;
    symbols = sorted(lengths, used);
    int room = 1 << LONGEST;
    for (int length = 1; length <= LONGEST; length++) {
      room -= counts[length] << LONGEST - length;
    }
    if (used == 0 || room != 0 && used > 1) {
      throw new IOException("it is damaged: one of its prefix codes is invalid");
    }
    // A single symbol takes no bits.
    quickBits = used == 1 ? 0 : Math.min(QUICK, longest);
    quick = new int[1 << quickBits];
    fillQuick();
  }

  private short[] sorted(int[] lengths, int used) {
    int[] next = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    short[] sorted = new short[used];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        sorted[next[lengths[symbol]]++] = (short) symbol;
      }
    }
    return sorted;
  }

  private void fillQuick() {
    if (quickBits == 0) {
      quick[0] = symbols[0] << 4;
      return;
    }
    int code = 0;
    int index = 0;
    for (int length = 1; length <= quickBits; length++) {
      for (int i = 0; i < counts[length]; i++, code++, index++) {
        int reversed = Integer.reverse(code) >>> Integer.SIZE - length;
        for (int bits = reversed; bits < quick.length; bits += 1 << length) {
          quick[bits] = symbols[index] << 4 | length;
        }
      }
      code <<= 1;
    }
  }

  /** Returns roughly the bytes that it takes. */
  int memory() {
    return 2 * symbols.length + 4 * quick.length + 128;
  }

  /** Reads a code of an alphabet of this many symbols. */
  static PrefixCode read(LosslessBits in, int alphabet) throws IOException {
    int[] lengths = new int[alphabet];
    if (in.flag()) {
      boolean two = in.flag();
      lengths[symbol(in, in.flag() ? 8 : 1, alphabet)] = 1;
      if (two) {
        lengths[symbol(in, 8, alphabet)] = 1;
      }
      return new PrefixCode(lengths);
    }
    int[] ofLengths = new int[ORDER.length];
    int stored = 4 + in.number(4);
    for (int i = 0; i < stored; i++) {
      ofLengths[ORDER[i]] = in.number(3);
    }
    readLengths(in, new PrefixCode(ofLengths), lengths);
    return new PrefixCode(lengths);
  }

  private static int symbol(LosslessBits in, int bits, int alphabet) throws IOException {
    int symbol = in.number(bits);
    if (symbol >= alphabet) {
      throw new IOException("it is damaged: one of its prefix codes is invalid");
    }
    return symbol;
  }

  private static void readLengths(LosslessBits in, PrefixCode code, int[] lengths)
      throws IOException {
    int left = lengths.length;
    if (in.flag()) {
      left = 2 + in.number(2 + 2 * in.number(3));
    }
    if (left > lengths.length) {
      throw new IOException("it is damaged: one of its prefix codes is invalid");
    }
    int last = 8;
    int symbol = 0;
    for (; symbol < lengths.length && left > 0; left--) {
      int length = code.next(in);
      if (length <= LONGEST) {
        lengths[symbol++] = length;
        last = length == 0 ? last : length;
        continue;
      }
      int repeated = length == 16 ? last : 0;
      int count =
          switch (length) {
            case 16 -> 3 + in.number(2);
            case 17 -> 3 + in.number(3);
            default -> 11 + in.number(7);
          };
      if (count > lengths.length - symbol) {
        throw new IOException("it is damaged: one of its prefix codes is invalid");
      }
      for (int i = 0; i < count; i++) {
        lengths[symbol++] = repeated;
      }
    }
  }

  /** Reads a symbol. */
  int next(LosslessBits in) throws IOException {
    int bits = in.peek();
    int found = quick[bits & quick.length - 1];
    if (found != 0 || quickBits == 0) {
      in.skip(found & 15);
      return found >> 4;
    }
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code |= bits & 1;
      bits >>>= 1;
      if (code - first < counts[length]) {
        in.skip(length);
        return symbols[index + code - first];
      }
      index += counts[length];
      first = first + counts[length] << 1;
      code <<= 1;
    }
    throw new IOException("it is damaged: one of its prefix codes is invalid");
  }
}
