package io.facegan.internal.image.webp;

import java.io.IOException;

/** The bits of a VP8L image, the lowest of each byte first. */
final class LosslessBits {
  private final byte[] bytes;
  private final int end;
  private int at;
  private long buffer;
  private int count;

  LosslessBits(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean flag() throws IOException {
    return number(1) != 0;
  }

  /** Reads a number of up to 24 bits. */
  int number(int bits) throws IOException {
    int number = peek() & (1 << bits) - 1;
    skip(bits);
    return number;
  }

  /** Returns the next bits, at least 24; zeros stand for those after the end. */
  int peek() {
    while (count <= 32 && at < end) {
      buffer |= (bytes[at++] & 255L) << count;
      count += Byte.SIZE;
    }
    return (int) buffer;
  }

  /** Consumes bits that were looked at. */
  void skip(int bits) throws IOException {
    if (bits > count) {
      throw LossyImage.cutOff();
    }
    buffer >>>= bits;
    count -= bits;
  }
}
