package io.facegan.internal.image.webp;

import java.io.IOException;
import java.util.HexFormat;

/** Reads the entropy-coded pixels of VP8L (RFC 9649, sections 3.5 to 3.7). */
final class LosslessPixels {
  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int CACHE_FACTOR = 0x1E35A7BD;
  private static final int LONGEST_CACHE = 11;

  /** Those of libwebp's encoder have a few megabytes at the most. */
  private static final long MOST_TABLE_BYTES = 64 << 20;

  /** Where the shortest distance codes lead: rows upwards times 16, plus 8, less columns left. */
  private static final byte[] NEAR =
      HexFormat.of()
          .parseHex(
              "1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03"
                  + "5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f"
                  + "646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070");

  private final LosslessBits in;
  private final int width;
  private final int[] cache;
  private final int cacheShift;

  /** The group of codes of each block, or null if there is only one. */
  private final int[] blocks;

  private final int blockBits;
  private final int blocksInRow;
  private final Codes[] groups;

  private record Codes(
      PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
    long memory() {
      return green.memory() + red.memory() + blue.memory() + alpha.memory() + distance.memory();
    }
  }

  private LosslessPixels(LosslessBits in, int width, int height, boolean main) throws IOException {
    this.in = in;
    this.width = width;
    int cacheBits = 0;
    if (in.flag()) {
      cacheBits = in.number(4);
      if (cacheBits < 1 || cacheBits > LONGEST_CACHE) {
        throw new IOException("it is damaged: its colour cache has %d bits".formatted(cacheBits));
      }
    }
    cache = cacheBits == 0 ? new int[0] : new int[1 << cacheBits];
    cacheShift = Integer.SIZE - cacheBits;
    boolean divided = main && in.flag();
    blockBits = divided ? 2 + in.number(3) : 0;
    blocksInRow = LosslessImage.blocks(width, blockBits);
    int count = 1;
    if (divided) {
      int rows = LosslessImage.blocks(height, blockBits);
      blocks = read(in, blocksInRow, rows, false, new int[blocksInRow * rows]);
      for (int i = 0; i < blocks.length; i++) {
        blocks[i] = blocks[i] >> 8 & 0xFFFF;
        count = Math.max(count, blocks[i] + 1);
      }
    } else {
      blocks = null;
    }
    groups = new Codes[count];
    readGroups();
  }

  /**
   * Reads an image.
   *
   * @param main whether it may be divided into blocks with different codes
   * @param pixels filled from the beginning on, and returned
   */
  static int[] read(LosslessBits in, int width, int height, boolean main, int[] pixels)
      throws IOException {
    new LosslessPixels(in, width, height, main).readAll(pixels, width * height);
    return pixels;
  }

  private void readGroups() throws IOException {
    int greens = LITERALS + LENGTHS + cache.length;
    long memory = 0;
    for (int i = 0; i < groups.length; i++) {
      groups[i] =
          new Codes(
              PrefixCode.read(in, greens),
              PrefixCode.read(in, LITERALS),
              PrefixCode.read(in, LITERALS),
              PrefixCode.read(in, LITERALS),
              PrefixCode.read(in, DISTANCES));
      memory += groups[i].memory();
      if (memory > MOST_TABLE_BYTES) {
        throw new IOException(
            "its tables of codes take more than %d MB: save it again"
                .formatted(MOST_TABLE_BYTES / 1_000_000));
      }
    }
  }

  private void readAll(int[] pixels, int count) throws IOException {
    int at = 0;
    int cached = 0;
    Codes codes = groups[0];
    int x = 0;
    int y = 0;
    while (at < count) {
      if (blocks != null) {
        codes = groups[blocks[(y >> blockBits) * blocksInRow + (x >> blockBits)]];
      }
      int green = codes.green().next(in);
      if (green < LITERALS) {
        int red = codes.red().next(in);
        int blue = codes.blue().next(in);
        pixels[at++] = codes.alpha().next(in) << 24 | red << 16 | green << 8 | blue;
        x++;
      } else if (green < LITERALS + LENGTHS) {
        int length = extended(green - LITERALS);
        int distance = distance(extended(codes.distance().next(in)));
        if (distance > at || length > count - at) {
          throw new IOException("it is damaged: it repeats pixels outside of the image");
        }
        for (int i = 0; i < length; i++, at++) {
          pixels[at] = pixels[at - distance];
        }
        x += length;
      } else {
        cached = remember(pixels, cached, at);
        pixels[at++] = cache[green - LITERALS - LENGTHS];
        x++;
      }
      while (x >= width) {
        x -= width;
        y++;
      }
    }
  }

  /** Puts pixels into the colour cache. */
  private int remember(int[] pixels, int from, int to) {
    for (int i = from; cache.length > 0 && i < to; i++) {
      cache[CACHE_FACTOR * pixels[i] >>> cacheShift] = pixels[i];
    }
    return to;
  }

  /** Reads the additional bits of a length or distance. */
  private int extended(int code) throws IOException {
    if (code < 4) {
      return code + 1;
    }
    int bits = code - 2 >> 1;
    return ((2 + (code & 1)) << bits) + in.number(bits) + 1;
  }

  private int distance(int code) {
    if (code > NEAR.length) {
      return code - NEAR.length;
    }
    int near = NEAR[code - 1];
    return Math.max(1, (near >> 4) * width + 8 - (near & 15));
  }
}
