package io.facegan.internal.image.webp;

import java.io.IOException;
import java.util.Arrays;

/** The header of a VP8 key frame (RFC 6386, section 9) and its partitions. */
final class LossyHeader {
  static final int SEGMENTS = 4;

  private static final int LENGTH = 10;
  private static final int MOST_STEP = 127;
  private static final int MOST_CHROMA_STEP = 117;

  /** The chance of 0 for each node of the tree of segments; null if there is no map. */
  final int[] segmentChances;

  final Steps[] steps = new Steps[SEGMENTS];
  final LossyFilter filter;

  /** As {@link LossyTables#COEFFICIENTS}, with the updates of this frame. */
  final byte[] chances = LossyTables.COEFFICIENTS.clone();

  /** The chance that a macroblock has coefficients; -1 if all may have some. */
  final int codedChance;

  final BoolDecoder modes;
  final BoolDecoder[] coefficients;

  /** The quantizer steps of a segment, each for the first coefficient and for the others. */
  record Steps(int[] luma, int[] second, int[] chroma) {}

  /** Reads the frame at {@code from}, whose first ten bytes are known to be right. */
  LossyHeader(byte[] bytes, int from, int end) throws IOException {
    int tag = number(bytes, from);
    int version = tag >> 1 & 7;
    if (version > 3 || (tag & 16) == 0) {
      throw new IOException("it is damaged: its lossy frame has version %d".formatted(version));
    }
    int first = from + LENGTH;
    int second = first + (tag >> 5);
    if (second > end) {
      throw LossyImage.cutOff();
    }
    modes = new BoolDecoder(bytes, first, second);
    // How colours are stored and whether they need limits: decoders take both for granted.
    modes.number(2);
    int[] quantizers = new int[SEGMENTS];
    int[] filterLevels = new int[SEGMENTS];
    boolean segmented = modes.flag();
    boolean mapped = segmented && modes.flag();
    boolean absolute = false;
    if (segmented && modes.flag()) {
      absolute = modes.flag();
      Arrays.setAll(quantizers, i -> modes.optional(7));
      Arrays.setAll(filterLevels, i -> modes.optional(6));
    }
    segmentChances = mapped ? new int[SEGMENTS - 1] : null;
    for (int i = 0; mapped && i < segmentChances.length; i++) {
      segmentChances[i] = modes.flag() ? modes.number(8) : 255;
    }
    boolean relative = !segmented || !absolute;
    filter = new LossyFilter(modes, filterLevels, relative);
    coefficients = partitions(bytes, second, end, 1 << modes.number(2));
    readSteps(quantizers, relative);
    // Whether later frames keep these probabilities; there are none.
    modes.flag();
    for (int i = 0; i < chances.length; i++) {
      if (modes.bit(LossyTables.UPDATES[i] & 255) != 0) {
        chances[i] = (byte) modes.number(8);
      }
    }
    codedChance = modes.flag() ? modes.number(8) : -1;
  }

  private void readSteps(int[] quantizers, boolean relative) {
    int base = modes.number(7);
    int luma = modes.optional(4);
    int secondFirst = modes.optional(4);
    int secondOther = modes.optional(4);
    int chromaFirst = modes.optional(4);
    int chromaOther = modes.optional(4);
    for (int i = 0; i < SEGMENTS; i++) {
      int q = quantizers[i] + (relative ? base : 0);
      steps[i] =
          new Steps(
              new int[] {first(q + luma, MOST_STEP), other(q)},
              new int[] {
                2 * first(q + secondFirst, MOST_STEP),
                Math.max(8, other(q + secondOther) * 155 / 100)
              },
              new int[] {first(q + chromaFirst, MOST_CHROMA_STEP), other(q + chromaOther)});
    }
  }

  private static int first(int index, int most) {
    return LossyTables.FIRST_STEPS[Math.max(0, Math.min(most, index))];
  }

  private static int other(int index) {
    return LossyTables.OTHER_STEPS[Math.max(0, Math.min(MOST_STEP, index))];
  }

  /** Finds the partitions of coefficients: the lengths of all but the last come first. */
  private static BoolDecoder[] partitions(byte[] bytes, int from, int end, int count)
      throws IOException {
    int start = from + 3 * (count - 1);
    BoolDecoder[] partitions = new BoolDecoder[count];
    for (int i = 0; i < count; i++) {
      if (start >= end) {
        throw LossyImage.cutOff();
      }
      int length = i < count - 1 ? number(bytes, from + 3 * i) : end - start;
      int stop = (int) Math.min(end, (long) start + length);
      partitions[i] = new BoolDecoder(bytes, start, stop);
      start = stop;
    }
    return partitions;
  }

  /** Reads three bytes. */
  private static int number(byte[] bytes, int at) {
    return bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16;
  }
}
