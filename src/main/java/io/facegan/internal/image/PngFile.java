package io.facegan.internal.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** The chunks of a PNG file (PNG 1.2, chapters 3 and 4), validated before anything is decoded. */
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int WIDTH = 16;
  private static final int HEIGHT = 20;
  private static final int DEPTH = 24;
  private static final int COLOUR_TYPE = 25;
  private static final int PALETTE = 3;

  /** The length, the name and the checksum of a chunk. */
  private static final int FRAME = 12;

  /** The chunks that affect pixels. Others are removed: some may decompress to gigabytes. */
  private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private static final int LONGEST_PROFILE = 4 << 20;

  /** The highest compression ratio of deflate. */
  private static final int MAX_RATIO = 1032;

  private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};

  private final ByteBuffer bytes;
  private final List<Chunk> essential = new ArrayList<>();
  private byte[] profile;
  private boolean animated;
  private int orientation = 1;
  private long pixelBytes;

  /** Reads the chunks; refuses a file cut short, or with a wrong checksum that matters. */
  PngFile(byte[] png) throws IOException {
    bytes = ByteBuffer.wrap(png);
    int at = SIGNATURE;
    Chunk chunk;
    do {
      int left = png.length - at - FRAME;
      if (left < 0 || bytes.getInt(at) < 0 || bytes.getInt(at) > left) {
        throw new IOException("it is cut off or damaged: it ends in the middle of a chunk");
      }
      String name = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
      chunk = new Chunk(name, at, bytes.getInt(at));
      read(chunk);
      at += FRAME + chunk.length();
    } while (!chunk.name().equals("IEND"));
    checkHeader();
  }

  private record Chunk(String name, int at, int length) {}

  int width() {
    return bytes.getInt(WIDTH);
  }

  int height() {
    return bytes.getInt(HEIGHT);
  }

  int bytesPerPixel() {
    return Math.max(1, bitsPerPixel() / Byte.SIZE);
  }

  /** Returns the most pixels that its bytes can decompress to. */
  long maxPixels() {
    return pixelBytes * MAX_RATIO * Byte.SIZE / Math.max(1, bitsPerPixel());
  }

  byte[] profile() {
    return profile;
  }

  /** Returns whether it is an animation (APNG); only its still image is read. */
  boolean isAnimated() {
    return animated;
  }

  /** Returns the EXIF tag, 1 (upright) to 8. */
  int orientation() {
    return orientation;
  }

  /** Returns the file without the chunks that do not affect pixels. */
  byte[] essential() {
    int length = SIGNATURE;
    boolean hole = false;
    for (Chunk chunk : essential) {
      length += FRAME + chunk.length();
      hole |= chunk.name().equals("tRNS");
    }
    if (length == bytes.capacity() && !hole) {
      return bytes.array();
    }
    ByteBuffer copy = ByteBuffer.allocate(length).put(bytes.array(), 0, SIGNATURE);
    for (Chunk chunk : essential) {
      int start = copy.position();
      copy.put(bytes.array(), chunk.at(), FRAME + chunk.length());
      if (chunk.name().equals("tRNS") && chunk.length() == 2) {
        widenTransparentGrey(copy, start);
      }
    }
    return copy.array();
  }

  private int bitsPerPixel() {
    int type = bytes.get(COLOUR_TYPE);
    int channels = type >= 0 && type < CHANNELS.length ? CHANNELS[type] : 0;
    return channels * (bytes.get(DEPTH) & 255);
  }

  private void read(Chunk chunk) throws IOException {
    String name = chunk.name();
    if (ESSENTIAL.contains(name)) {
      if (!hasRightSum(chunk)) {
        throw new IOException(
            "it is damaged: the checksum of its chunk %s is wrong".formatted(name));
      }
      essential.add(chunk);
      pixelBytes += name.equals("IDAT") ? chunk.length() : 0;
    } else if (name.equals("iCCP")) {
      profile = inflate(chunk);
    } else if (name.equals("eXIf") && hasRightSum(chunk)) {
      int from = chunk.at() + 8;
      orientation = ExifOrientation.ofChunk(bytes.array(), from, from + chunk.length());
    } else if ((name.equals("zTXt") || name.equals("tEXt")) && orientation == 1) {
      int from = chunk.at() + 8;
      orientation =
          PngRawProfile.orientation(
              bytes.array(), from, from + chunk.length(), name.equals("zTXt"));
    } else if (name.equals("acTL") && chunk.length() == 8) {
      animated = bytes.getInt(chunk.at() + 8) > 1;
    }
  }

  private boolean hasRightSum(Chunk chunk) {
    int stored = bytes.getInt(chunk.at() + 8 + chunk.length());
    return sum(bytes.array(), chunk.at() + 4, chunk.length() + 4) == stored;
  }

  private void checkHeader() throws IOException {
    Chunk first = essential.get(0);
    if (first.at() != SIGNATURE || !first.name().equals("IHDR") || first.length() != 13) {
      throw new IOException("it is damaged: it does not begin with its header");
    }
    if (bytes.get(COLOUR_TYPE) == PALETTE
        && essential.stream().noneMatch(chunk -> chunk.name().equals("PLTE"))) {
      throw new IOException("it is damaged: its palette is missing");
    }
  }

  /** Widens it to 8 bits, since Java's reader compares it with widened values. */
  private void widenTransparentGrey(ByteBuffer copy, int at) {
    int depth = bytes.get(DEPTH);
    if (bytes.get(COLOUR_TYPE) == 0 && depth > 0 && depth < Byte.SIZE) {
      int most = (1 << depth) - 1;
      copy.putShort(at + 8, (short) ((copy.getShort(at + 8) & most) * 255 / most));
      copy.putInt(at + 10, sum(copy.array(), at + 4, 6));
    }
  }

  private static int sum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /** Returns the profile in a chunk: a name, a zero, the method 0, and deflated data. */
  private byte[] inflate(Chunk chunk) {
    int end = chunk.at() + 8 + chunk.length();
    int at = chunk.at() + 8;
    while (at < end && bytes.get(at) != 0) {
      at++;
    }
    if (at + 2 >= end) {
      return null;
    }
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes.array(), at + 2, end - at - 2))) {
      byte[] unfolded = in.readNBytes(LONGEST_PROFILE + 1);
      return unfolded.length > LONGEST_PROFILE ? null : unfolded;
    } catch (IOException broken) {
      return null;
    }
  }
}
