package io.facegan.internal.image;

import java.io.IOException;
import java.util.Arrays;

/** The first image of a TIFF file as it is stored, validated before anything is decoded. */
final class TiffFile {
  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int CMYK = 5;
  static final int YCBCR = 6;

  private static final int SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int KIND = 262;
  private static final int FILL_ORDER = 266;
  private static final int STRIPS = 273;
  private static final int SAMPLES = 277;
  private static final int ROWS = 278;
  private static final int STRIP_LENGTHS = 279;
  private static final int ARRANGEMENT = 284;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILES = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int SAMPLE_FORMAT = 339;
  private static final int DIGITAL_NEGATIVE = 50706;
  private static final int JPEG = 7;

  private static final int MOST_SAMPLES = 16;

  /** The sides of tiles are multiples of it. */
  private static final int TILE_UNIT = 16;

  final TiffDirectory directory;
  final int width;
  final int height;
  final int kind;
  final int samples;
  final int bits;

  /** Whether each sample has its own strips. */
  final boolean planar;

  /** Whether rows hold differences. */
  final boolean differences;

  /** Null for JPEG. */
  final TiffPacking packing;

  final int partWidth;
  final int partHeight;
  final boolean reversed;

  private final boolean tiled;
  private final long[] offsets;
  private final long[] lengths;

  TiffFile(byte[] bytes) throws IOException {
    directory = TiffDirectory.first(bytes);
    if ((directory.number(SUBFILE_TYPE, 0) & 1) != 0 || directory.has(DIGITAL_NEGATIVE)) {
      // Its first image is a preview.
      throw new IOException(OtherFormat.RAW.refusal());
    }
    width = directory.number(WIDTH, 0);
    height = directory.number(HEIGHT, 0);
    ImageDecoder.checkPixels(width, height);
    kind = directory.number(KIND, -1);
    samples = directory.number(SAMPLES, 1);
    planar = directory.number(ARRANGEMENT, 1) == 2 && samples > 1;
    packing = packing(directory.number(COMPRESSION, 1));
    bits = bits();
    differences = directory.number(PREDICTOR, 1) == 2;
    reversed = directory.number(FILL_ORDER, 1) == 2;
    check();
    tiled = directory.has(TILE_WIDTH);
    long rows = tiled ? directory.number(TILE_HEIGHT, 0) : Math.min(height, rowsInStrip());
    partWidth = tiled ? directory.number(TILE_WIDTH, 0) : width;
    partHeight = (int) rows;
    long most = Math.max(1 << 22, 4L * width * height);
    boolean odd = tiled && (partWidth % TILE_UNIT != 0 || partHeight % TILE_UNIT != 0);
    if (odd || partWidth < 1 || partHeight < 1 || (long) partWidth * partHeight > most) {
      throw new IOException(
          "it is damaged: its parts have %dx%d pixels".formatted(partWidth, partHeight));
    }
    offsets = directory.numbers(tiled ? TILES : STRIPS);
    lengths = directory.numbers(tiled ? TILE_LENGTHS : STRIP_LENGTHS);
    if (offsets.length < parts() || lengths.length < parts()) {
      throw TiffDirectory.cutOff();
    }
    for (int i = 0; i < parts(); i++) {
      if (offsets[i] + lengths[i] > bytes.length) {
        throw TiffDirectory.cutOff();
      }
    }
  }

  private long rowsInStrip() throws IOException {
    long[] rows = directory.numbers(ROWS);
    return rows.length == 0 ? Integer.MAX_VALUE : rows[0];
  }

  private static TiffPacking packing(int compression) throws IOException {
    return switch (compression) {
      case 1 -> TiffPacking.NONE;
      case 5 -> TiffPacking.LZW;
      case JPEG -> null;
      case 8, 32946 -> TiffPacking.DEFLATE;
      case 32773 -> TiffPacking.RUNS;
      default ->
          throw new IOException(
              "its compression method %d is not supported: save it as PNG".formatted(compression));
    };
  }

  /** Returns the bits of a sample, which all have the same. */
  private int bits() throws IOException {
    long[] all = directory.numbers(BITS);
    if (Arrays.stream(all).distinct().count() > 1) {
      throw new IOException(
          "its channels have different numbers of bits, which is not supported: save it as PNG");
    }
    return all.length == 0 ? 1 : (int) all[0];
  }

  private void check() throws IOException {
    boolean deepPalette = kind == PALETTE && bits > Byte.SIZE;
    boolean smallColours = (kind == RGB || kind == CMYK) && bits < Byte.SIZE;
    boolean known = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    if (!known || deepPalette || smallColours || packing == null && bits != Byte.SIZE) {
      throw new IOException(
          "its channels of %d bits are not supported: save it as PNG".formatted(bits));
    }
    if (kind < 0 || kind == 4 || kind > YCBCR || kind == YCBCR && packing != null) {
      throw new IOException(
          "its kind of colours (photometric interpretation %d) is not supported: save it as PNG"
              .formatted(kind));
    }
    int format = directory.number(SAMPLE_FORMAT, 1);
    if (format == 2 || format == 3) {
      throw new IOException(
          "its pixels are floating-point or signed numbers, which is not supported: save it as PNG");
    }
    if (directory.number(PREDICTOR, 1) > 2 || differences && bits < Byte.SIZE) {
      throw new IOException(
          "its predictor %d is not supported: save it as PNG"
              .formatted(directory.number(PREDICTOR, 1)));
    }
    if (samples < colours() || samples > MOST_SAMPLES) {
      throw new IOException("it is damaged: its pixels have %d channels".formatted(samples));
    }
  }

  /** Returns the number of channels without transparency. */
  int colours() {
    return switch (kind) {
      case RGB, YCBCR -> 3;
      case CMYK -> 4;
      default -> 1;
    };
  }

  /** Returns the strips or tiles in a row, and in all of each plane. */
  int columns() {
    return (width + partWidth - 1) / partWidth;
  }

  int partsOfPlane() {
    return columns() * ((height + partHeight - 1) / partHeight);
  }

  private int parts() {
    return partsOfPlane() * (planar ? samples : 1);
  }

  int from(int part) {
    return (int) offsets[part];
  }

  int end(int part) {
    return (int) (offsets[part] + lengths[part]);
  }

  /** Returns the rows that a part holds: a strip may end with the image, a tile does not. */
  int rowsOf(int part) {
    int row = part % partsOfPlane() / columns() * partHeight;
    return tiled ? partHeight : Math.min(partHeight, height - row);
  }

  /** Returns whether there is a second image other than a preview of the first. */
  boolean hasSecond() throws IOException {
    TiffDirectory second = directory.next();
    return second != null && (second.number(SUBFILE_TYPE, 0) & 1) == 0;
  }
}
