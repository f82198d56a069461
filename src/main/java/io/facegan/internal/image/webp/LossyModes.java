package io.facegan.internal.image.webp;

import java.util.Arrays;

/** Reads how each macroblock is predicted (RFC 6386, sections 10 and 11). */
final class LossyModes {
  /** Whole macroblocks have the modes of {@link LossyPrediction}, or this: every block its own. */
  static final int BLOCKWISE = 4;

  private static final int MODE_CHANCES = 9;
  private static final int MODES = 10;

  /** The tree of the modes of blocks: positive numbers lead on, others are modes negated. */
  private static final int[] TREE = {
    0, 2, -1, 4, -2, 6, 8, 12, -3, 10, -5, -6, -4, 14, -7, 16, -8, -9
  };

  private final LossyHeader header;
  private final BoolDecoder in;
  private final int[] above;
  private final int[] beside = new int[4];

  /** Of the last macroblock. */
  int segment;

  boolean skipped;
  int luma;
  int chroma;
  final int[] blocks = new int[16];

  LossyModes(LossyHeader header, int columns) {
    this.header = header;
    in = header.modes;
    above = new int[4 * columns];
  }

  void startRow() {
    Arrays.fill(beside, LossyPrediction.AVERAGE);
  }

  void read(int column) {
    int[] chances = header.segmentChances;
    if (chances != null) {
      segment = in.bit(chances[0]) == 0 ? in.bit(chances[1]) : 2 + in.bit(chances[2]);
    }
    skipped = header.codedChance >= 0 && in.bit(header.codedChance) != 0;
    if (in.bit(145) == 0) {
      luma = BLOCKWISE;
      for (int i = 0; i < blocks.length; i++) {
        int top = 4 * column + (i & 3);
        int mode = block(MODE_CHANCES * (MODES * above[top] + beside[i >> 2]));
        blocks[i] = mode;
        above[top] = mode;
        beside[i >> 2] = mode;
      }
    } else {
      luma = square(156, 163, 128);
      Arrays.fill(above, 4 * column, 4 * column + 4, luma);
      Arrays.fill(beside, luma);
    }
    chroma = chroma();
  }

  private int square(int chance, int ifSteady, int ifMoving) {
    if (in.bit(chance) == 0) {
      return in.bit(ifSteady) == 0 ? LossyPrediction.AVERAGE : LossyPrediction.DOWN;
    }
    return in.bit(ifMoving) == 0 ? LossyPrediction.RIGHT : LossyPrediction.GRADIENT;
  }

  private int chroma() {
    if (in.bit(142) == 0) {
      return LossyPrediction.AVERAGE;
    }
    if (in.bit(114) == 0) {
      return LossyPrediction.DOWN;
    }
    return in.bit(183) == 0 ? LossyPrediction.RIGHT : LossyPrediction.GRADIENT;
  }

  private int block(int chances) {
    int node = 0;
    do {
      node = TREE[node + in.bit(LossyTables.MODES[chances + (node >> 1)] & 255)];
    } while (node > 0);
    return -node;
  }
}
