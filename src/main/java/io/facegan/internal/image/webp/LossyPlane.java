package io.facegan.internal.image.webp;

import java.util.Arrays;

/**
 * A plane of brightness or of one colour difference, in whole macroblocks. It has one more row
 * above and more columns at both sides for what predictions assume outside of the image (RFC 6386,
 * section 12.2): 127 above, 129 to the left.
 *
 * @param size the pixels of a side of a macroblock: 16, or 8 for colour differences
 */
record LossyPlane(byte[] pixels, int stride, int size) {
  private static final int LEFT = 1;

  /** What a block takes from above the macroblock to the right. */
  private static final int RIGHT = 4;

  private static final byte ABOVE_IMAGE = 127;
  private static final byte BESIDE_IMAGE = (byte) 129;

  static LossyPlane of(int columns, int rows, int size) {
    int stride = LEFT + columns * size + RIGHT;
    byte[] pixels = new byte[(1 + rows * size) * stride];
    Arrays.fill(pixels, 0, stride, ABOVE_IMAGE);
    for (int at = stride; at < pixels.length; at += stride) {
      pixels[at] = BESIDE_IMAGE;
    }
    return new LossyPlane(pixels, stride, size);
  }

  /** Returns the offset of the first pixel of a macroblock. */
  int at(int column, int row) {
    return (1 + row * size) * stride + LEFT + column * size;
  }
}
