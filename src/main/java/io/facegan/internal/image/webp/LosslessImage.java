package io.facegan.internal.image.webp;

import java.io.IOException;

/** Decodes VP8L images (RFC 9649, section 3). */
public final class LosslessImage {
  private static final int PREDICTOR = 0;
  private static final int GREEN = 2;
  private static final int PALETTE = 3;

  private final LosslessBits in;
  private final int height;

  /** The width of the pixels stored; a palette may put several into one. */
  private int width;

  private final LosslessTransform[] transforms = new LosslessTransform[4];
  private int count;

  private LosslessImage(LosslessBits in, int width, int height) {
    this.in = in;
    this.width = width;
    this.height = height;
  }

  /**
   * Decodes an image without its header of five bytes.
   *
   * @return the pixels row by row, 0xAARRGGBB, not premultiplied
   * @throws IOException if it is cut off or damaged
   */
  public static int[] decode(byte[] bytes, int from, int end, int width, int height)
      throws IOException {
    LosslessBits in = new LosslessBits(bytes, from, end);
    return new LosslessImage(in, width, height).decode();
  }

  /** Returns how many blocks of 2 to the power of {@code bits} pixels cover a side. */
  static int blocks(int side, int bits) {
    return side + (1 << bits) - 1 >> bits;
  }

  private int[] decode() throws IOException {
    int[] pixels = new int[width * height];
    int seen = 0;
    while (in.flag()) {
      int kind = in.number(2);
      if ((seen & 1 << kind) != 0) {
        throw new IOException("it is damaged: it is transformed twice in the same way");
      }
      seen |= 1 << kind;
      transforms[count++] = transform(kind);
    }
    LosslessPixels.read(in, width, height, true, pixels);
    while (count > 0) {
      transforms[--count].undo(pixels);
    }
    return pixels;
  }

  private LosslessTransform transform(int kind) throws IOException {
    int stored = width;
    if (kind == GREEN) {
      return LosslessTransform::addGreen;
    }
    if (kind == PALETTE) {
      int[] palette = LosslessTransform.palette(in);
      int bits = palette.length > 16 ? 0 : palette.length > 4 ? 1 : palette.length > 2 ? 2 : 3;
      width = blocks(stored, bits);
      return pixels -> LosslessTransform.lookUp(pixels, palette, bits, stored, height);
    }
    int bits = 2 + in.number(3);
    int columns = blocks(stored, bits);
    int rows = blocks(height, bits);
    int[] data = LosslessPixels.read(in, columns, rows, false, new int[columns * rows]);
    return kind == PREDICTOR
        ? pixels -> new LosslessPrediction(pixels, stored, data, bits).add(height)
        : pixels -> LosslessTransform.addColours(pixels, stored, height, data, bits);
  }
}
