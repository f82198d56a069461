package io.facegan.internal.image.webp;

import java.util.Arrays;

/**
 * Reads the coefficients of macroblocks (RFC 6386, section 13): 16 blocks of brightness, 4 of each
 * colour difference, and often a second-order block of the brightness blocks' first coefficients.
 */
final class LossyCoefficients {
  /** The first block of each colour difference, and the number of blocks. */
  static final int BLUE = 16;

  static final int RED = 20;
  static final int BLOCKS = 24;

  /** The coefficients of a block. */
  static final int SIZE = 16;

  private static final int LUMA_AFTER_SECOND = 0;
  private static final int SECOND = 1;
  private static final int CHROMA = 2;
  private static final int LUMA = 3;

  private static final int CHANCES = 11;
  private static final int CONTEXTS = 3 * CHANCES;
  private static final int TYPES = 8 * CONTEXTS;

  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

  /** The band of each position. The position after the last one is never read. */
  private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};

  /** The chances of the additional bits of large values. */
  private static final int[][] MORE = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129},
  };

  /** The flags of a macroblock's edge: brightness, blue, red, second order. */
  private static final int FLAGS = 9;

  private static final int SECOND_FLAG = 8;

  private final byte[] chances;
  private final boolean[] above;
  private final boolean[] beside = new boolean[FLAGS];
  private final short[] second = new short[SIZE];

  /** Of the last macroblock, {@link #SIZE} for each block; all zeros between macroblocks. */
  private final short[] values = new short[BLOCKS * SIZE];

  /** For each block whether it changes any pixel. */
  private final boolean[] used = new boolean[BLOCKS];

  LossyCoefficients(byte[] chances, int columns) {
    this.chances = chances;
    above = new boolean[FLAGS * columns];
  }

  void startRow() {
    Arrays.fill(beside, false);
  }

  /** Notes that a macroblock has no coefficients. */
  void skip(int column, boolean hasSecond) {
    int flags = hasSecond ? FLAGS : SECOND_FLAG;
    for (int i = 0; i < flags; i++) {
      above[column * FLAGS + i] = false;
      beside[i] = false;
    }
  }

  /** Reads a macroblock; returns whether it changes any pixel. */
  boolean read(BoolDecoder in, int column, boolean hasSecond, LossyHeader.Steps steps) {
    int edge = column * FLAGS;
    if (hasSecond) {
      int context = context(edge, SECOND_FLAG, SECOND_FLAG);
      int end = block(in, SECOND, context, steps.second(), 0, second, 0);
      note(edge, SECOND_FLAG, SECOND_FLAG, end > 0);
      LossyTransform.secondOrder(second, values);
      Arrays.fill(second, (short) 0);
    }
    int type = hasSecond ? LUMA_AFTER_SECOND : LUMA;
    int first = hasSecond ? 1 : 0;
    boolean any = false;
    for (int i = 0; i < BLUE; i++) {
      any |= block(in, type, edge, i & 3, i >> 2, steps.luma(), first, i);
    }
    for (int i = BLUE; i < BLOCKS; i++) {
      int base = i < RED ? 4 : 6;
      any |= block(in, CHROMA, edge, base + (i & 1), base + (i >> 1 & 1), steps.chroma(), 0, i);
    }
    return any;
  }

  /** Adds a block to its prediction. */
  void add(int block, LossyPlane plane, int at) {
    if (used[block]) {
      LossyTransform.add(values, block * SIZE, plane.pixels(), at, plane.stride());
    }
  }

  void clear() {
    Arrays.fill(values, (short) 0);
  }

  private boolean block(
      BoolDecoder in, int type, int edge, int top, int left, int[] steps, int first, int block) {
    int context = context(edge, top, left);
    int end = block(in, type, context, steps, first, values, block * SIZE);
    note(edge, top, left, end > first);
    // The first coefficient may come from the second-order block.
    used[block] = end > 1 || values[block * SIZE] != 0;
    return used[block];
  }

  private int context(int edge, int top, int left) {
    return (above[edge + top] ? 1 : 0) + (beside[left] ? 1 : 0);
  }

  private void note(int edge, int top, int left, boolean present) {
    above[edge + top] = present;
    beside[left] = present;
  }

  /** Reads a block from its position {@code first} on; returns the position after its last one. */
  private int block(
      BoolDecoder in, int type, int context, int[] steps, int first, short[] target, int at) {
    int base = type * TYPES;
    int chance = base + BANDS[first] * CONTEXTS + context * CHANCES;
    for (int i = first; i < SIZE; i++) {
      if (in.bit(chances[chance] & 255) == 0) {
        return i;
      }
      while (in.bit(chances[chance + 1] & 255) == 0) {
        i++;
        if (i == SIZE) {
          return i;
        }
        chance = base + BANDS[i] * CONTEXTS;
      }
      int value = 1;
      if (in.bit(chances[chance + 2] & 255) != 0) {
        value = large(in, chance);
      }
      chance = base + BANDS[i + 1] * CONTEXTS + (value == 1 ? 1 : 2) * CHANCES;
      int signed = in.flag() ? -value : value;
      target[at + ZIGZAG[i]] = (short) (signed * steps[i == 0 ? 0 : 1]);
    }
    return SIZE;
  }

  /** Reads a value of at least 2. */
  private int large(BoolDecoder in, int chance) {
    if (in.bit(chances[chance + 3] & 255) == 0) {
      return in.bit(chances[chance + 4] & 255) == 0 ? 2 : 3 + in.bit(chances[chance + 5] & 255);
    }
    if (in.bit(chances[chance + 6] & 255) == 0) {
      return in.bit(chances[chance + 7] & 255) == 0
          ? 5 + in.bit(159)
          : 7 + 2 * in.bit(165) + in.bit(145);
    }
    int high = in.bit(chances[chance + 8] & 255);
    int category = 2 * high + in.bit(chances[chance + 9 + high] & 255);
    int more = 0;
    for (int bitChance : MORE[category]) {
      more = 2 * more + in.bit(bitChance);
    }
    return 3 + (8 << category) + more;
  }
}
