package io.facegan.internal.image.webp;

import java.io.IOException;

/** Decodes a VP8 key frame: prediction, coefficients, filter and colours. */
public final class LossyImage {
  private static final int LUMA = 16;
  private static final int CHROMA = 8;

  private final LossyHeader header;
  private final int columns;
  private final int rows;
  private final LossyPlane[] planes;
  private final LossyModes modes;
  private final LossyCoefficients coefficients;

  private LossyImage(LossyHeader header, int width, int height) {
    this.header = header;
    columns = (width + LUMA - 1) / LUMA;
    rows = (height + LUMA - 1) / LUMA;
    LossyPlane blue = LossyPlane.of(columns, rows, CHROMA);
    LossyPlane red = LossyPlane.of(columns, rows, CHROMA);
    planes = new LossyPlane[] {LossyPlane.of(columns, rows, LUMA), blue, red};
    modes = new LossyModes(header, columns);
    coefficients = new LossyCoefficients(header.chances, columns);
  }

  /**
   * Decodes a frame.
   *
   * @param from the offset of the frame, at least ten bytes with the right signature
   * @param end the offset after it
   * @return the pixels row by row, 0xFFRRGGBB
   * @throws IOException if it is cut off or damaged
   */
  public static int[] decode(byte[] bytes, int from, int end, int width, int height)
      throws IOException {
    LossyImage image = new LossyImage(new LossyHeader(bytes, from, end), width, height);
    image.predict();
    return LossyColours.toRgb(image.planes, width, height);
  }

  static IOException cutOff() {
    return new IOException("it is cut off or damaged: some of its pixels are missing");
  }

  private void predict() throws IOException {
    byte[] kinds = new byte[columns * rows];
    boolean[] inner = new boolean[columns * rows];
    for (int row = 0; row < rows; row++) {
      BoolDecoder in = header.coefficients[row & header.coefficients.length - 1];
      modes.startRow();
      coefficients.startRow();
      for (int column = 0; column < columns; column++) {
        modes.read(column);
        boolean blockwise = modes.luma == LossyModes.BLOCKWISE;
        boolean changed = false;
        if (modes.skipped) {
          coefficients.skip(column, !blockwise);
        } else {
          changed = coefficients.read(in, column, !blockwise, header.steps[modes.segment]);
        }
        if (in.isExhausted() || header.modes.isExhausted()) {
          throw cutOff();
        }
        luma(column, row, changed);
        chroma(planes[1], column, row, changed, LossyCoefficients.BLUE);
        chroma(planes[2], column, row, changed, LossyCoefficients.RED);
        coefficients.clear();
        kinds[row * columns + column] = (byte) (2 * modes.segment + (blockwise ? 1 : 0));
        inner[row * columns + column] = blockwise || changed;
      }
    }
    header.filter.apply(planes, kinds, inner, columns);
  }

  private void luma(int column, int row, boolean changed) {
    LossyPlane plane = planes[0];
    int at = plane.at(column, row);
    boolean blockwise = modes.luma == LossyModes.BLOCKWISE;
    if (blockwise) {
      extendAbove(plane, at, column, row);
    } else {
      LossyPrediction.square(plane, at, modes.luma, row > 0, column > 0);
    }
    int stride = plane.stride();
    for (int i = 0; i < LossyCoefficients.BLUE; i++) {
      int block = at + (i >> 2) * 4 * stride + (i & 3) * 4;
      if (blockwise) {
        // Blocks at the right side all continue with the row above the macroblock.
        int right = (i & 3) == 3 ? at - stride + LUMA : block - stride + 4;
        LossyPrediction.block(plane.pixels(), block, stride, modes.blocks[i], right);
      }
      if (changed) {
        coefficients.add(i, plane, block);
      }
    }
  }

  /** Right of the last macroblock of a row, the pixels above it are those of its last column. */
  private void extendAbove(LossyPlane plane, int at, int column, int row) {
    if (column == columns - 1 && row > 0) {
      int right = at - plane.stride() + LUMA;
      for (int i = 0; i < 4; i++) {
        plane.pixels()[right + i] = plane.pixels()[right - 1];
      }
    }
  }

  private void chroma(LossyPlane plane, int column, int row, boolean changed, int first) {
    int at = plane.at(column, row);
    LossyPrediction.square(plane, at, modes.chroma, row > 0, column > 0);
    for (int i = 0; changed && i < 4; i++) {
      int block = at + (i >> 1) * 4 * plane.stride() + (i & 1) * 4;
      coefficients.add(first + i, plane, block);
    }
  }
}
