package io.facegan.internal.image.webp;

/** The arithmetic decoder of RFC 6386, section 7. */
final class BoolDecoder {
  private static final int EVEN = 128;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int range = 255;

  /** The bits read but not consumed: eight and {@link #spare} more. */
  private int value;

  private int spare = -Byte.SIZE;
  private boolean exhausted;

  BoolDecoder(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Returns whether more bits were needed than there are; the missing ones count as zeros. */
  boolean isExhausted() {
    return exhausted;
  }

  /** Reads a bit that is 0 with a probability of 1 to 255 of 256. */
  int bit(int probability) {
    if (spare < 0) {
      load();
    }
    int split = 1 + ((range - 1) * probability >> Byte.SIZE);
    int limit = split << spare;
    int bit = 0;
    if (value >= limit) {
      value -= limit;
      range -= split;
      bit = 1;
    } else {
      range = split;
    }
    int shift = Integer.numberOfLeadingZeros(range) - (Integer.SIZE - Byte.SIZE);
    range <<= shift;
    spare -= shift;
    return bit;
  }

  boolean flag() {
    return bit(EVEN) != 0;
  }

  /** Reads an unsigned number, its highest bit first. */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | bit(EVEN);
    }
    return number;
  }

  /** Reads a number of so many bits and its sign. */
  int signed(int bits) {
    int number = number(bits);
    return flag() ? -number : number;
  }

  /** Reads a flag and, if it is set, a number with a sign; otherwise returns 0. */
  int optional(int bits) {
    return flag() ? signed(bits) : 0;
  }

  private void load() {
    int next = 0;
    if (at < end) {
      next = bytes[at++] & 255;
    } else {
      exhausted = true;
    }
    value = value << Byte.SIZE | next;
    spare += Byte.SIZE;
  }
}
