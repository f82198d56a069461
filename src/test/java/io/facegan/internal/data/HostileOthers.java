package io.facegan.internal.data;

import io.facegan.internal.image.ExpectedPixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** GIF, BMP and WebP files that claim too much or make no sense. */
final class HostileOthers {
  private static final int GIF_SCREEN = 6;
  private static final int BMP_WIDTH = 18;
  private static final int BMP_HEIGHT = 22;

  private HostileOthers() {}

  static void addTo(HostileFiles files) {
    gifs(files);
    bmps(files);
    webps(files);
  }

  private static void gifs(HostileFiles files) {
    String still = "gif-still.gif";
    byte[] gif = ExpectedPixels.file(still);
    int frame = frame(gif);
    for (int[] size : new int[][] {{50_000, 50_000}, {65_535, 65_535}, {0, 10}, {10, 0}}) {
      String name = "frame-" + size[0] + "x" + size[1] + ".gif";
      files.skipped(name, shorts(gif, frame + 5, size[0], size[1]));
    }
    files.skipped("screen-65535.gif", shorts(gif, GIF_SCREEN, 65_535, 65_535));
    files.used("screen-0.gif", shorts(gif, GIF_SCREEN, 0, 0), still);
    files.any("outside-near.gif", shorts(gif, frame + 1, 40, 40));
    files.skipped("outside-far.gif", shorts(gif, frame + 1, 60_000, 60_000));
    files.any("frame-narrower.gif", shorts(gif, frame + 5, 28, 19));
    files.skipped("frame-larger.gif", shorts(gif, frame + 5, 2900, 1900));
    for (int size : new int[] {0, 1, 9, 12, 255}) {
      byte[] coded = gif.clone();
      coded[frame + 10] = (byte) size;
      files.skipped("code-size-" + size + ".gif", coded);
    }
    byte[] start = Arrays.copyOf(gif, frame + 11);
    byte[] endless = new byte[2_000_000];
    Arrays.fill(endless, (byte) 0xFF);
    files.skipped("endless-blocks.gif", HostilePngs.join(start, endless));
    byte[] extension = {0x21, (byte) 0xFE};
    byte[] head = Arrays.copyOf(gif, frame);
    files.skipped("endless-comment.gif", HostilePngs.join(head, extension, endless));
    byte[] comment = {0x21, (byte) 0xFE, 1, 'x', 0};
    byte[] many = new byte[5 * 200_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = comment[i % 5];
    }
    byte[] rest = Arrays.copyOfRange(gif, frame, gif.length);
    files.used("many-comments.gif", HostilePngs.join(head, many, rest), still);
    files.skipped("no-frame.gif", HostilePngs.join(head, new byte[] {0x3B}));
    files.skipped("no-palette.gif", withoutPalette(gif, frame));
  }

  private static void bmps(HostileFiles files) {
    byte[] bmp = ExpectedPixels.file("bmp-24.bmp");
    int[] sides = {50_000, -29, 0, Integer.MIN_VALUE, Integer.MAX_VALUE};
    for (int side : sides) {
      files.skipped("width-" + side + ".bmp", ints(bmp, BMP_WIDTH, side));
      if (side != -29) {
        files.skipped("height-" + side + ".bmp", ints(bmp, BMP_HEIGHT, side));
      }
    }
    files.skipped("size-50000x50000.bmp", ints(bmp, BMP_WIDTH, 50_000, 50_000));
    for (int offset : new int[] {-1, 0, 20, 5000, Integer.MAX_VALUE}) {
      files.any("pixels-at-" + offset + ".bmp", ints(bmp, 10, offset));
    }
    for (int length : new int[] {-1, 0, 13, 39, 41, 64, 108, 124, 100_000}) {
      files.any("header-of-" + length + ".bmp", ints(bmp, 14, length));
    }
    for (int bits : new int[] {0, 2, 3, 16, 32, 64, 65_535}) {
      files.any("bits-" + bits + ".bmp", shorts(bmp, 28, bits));
    }
    for (int compression : new int[] {1, 2, 3, 4, 5, 6, 11, -1}) {
      files.skipped("compression-" + compression + ".bmp", ints(bmp, 30, compression));
    }
    byte[] indexed = ExpectedPixels.file("bmp-8.bmp");
    files.any("many-colours.bmp", ints(indexed, 46, Integer.MAX_VALUE));
    // A JPEG as a BMP's pixels, which Java's reader would read whatever its size.
    byte[] embedded = ints(ints(bmp, 30, 4), 34, 900);
    System.arraycopy(ExpectedPixels.file("jpeg-420.jpg"), 0, embedded, 54, 900);
    files.skipped("jpeg-inside.bmp", embedded);
    byte[] runs = ExpectedPixels.file("bmp-rle8.bmp");
    byte[] endless = new byte[1_000_000];
    Arrays.fill(endless, (byte) 1);
    byte[] start =
        Arrays.copyOf(runs, ByteBuffer.wrap(runs).order(ByteOrder.LITTLE_ENDIAN).getInt(10));
    files.skipped("endless-runs.bmp", HostilePngs.join(start, endless));
    byte[] unsaid = ints(bmp, 2, 0);
    files.used("length-unsaid.bmp", unsaid, "bmp-24.bmp");
  }

  private static void webps(HostileFiles files) {
    byte[] lossy = ExpectedPixels.file("webp-lossy.webp");
    byte[] lossless = ExpectedPixels.file("webp-lossless.webp");
    byte[] extended = ExpectedPixels.file("webp-alpha.webp");
    files.skipped("size-0x0.webp", shorts(lossy, 26, 0, 0));
    files.skipped("size-16383x16383.webp", shorts(lossy, 26, 16_383, 16_383));
    files.skipped("size-lossless.webp", ints(lossless, 21, 0x0FFFFFFF));
    files.skipped("canvas.webp", ints(extended, 24, -1, -1));
    files.skipped("canvas-50000.webp", ints(extended, 24, 0x50C34FC3, 0x000000C3));
    files.any("size-larger.webp", shorts(lossy, 26, 500, 500));
    files.skipped("length-too-long.webp", ints(lossy, 4, lossy.length));
    files.skipped("length-negative.webp", ints(lossy, 4, -1));
    files.skipped("part-too-long.webp", ints(lossy, 16, lossy.length));
    files.skipped("part-negative.webp", ints(lossy, 16, -1));
    files.skipped("no-parts.webp", ints(Arrays.copyOf(lossy, 12), 4, 4));
    byte[] inter = lossy.clone();
    inter[20] |= 1;
    files.skipped("no-key-frame.webp", inter);
    byte[] noise = lossless.clone();
    new Random(7).nextBytes(noise);
    System.arraycopy(lossless, 0, noise, 0, 25);
    files.any("noise-lossless.webp", noise);
    byte[] noisy = lossy.clone();
    new Random(8).nextBytes(noisy);
    System.arraycopy(lossy, 0, noisy, 0, 30);
    files.any("noise-lossy.webp", noisy);
    // Claims tens of thousands of code tables, which some readers go on to read past the end.
    byte[] tables = extended.clone();
    tables[41] = 0;
    tables[69] = -1;
    files.skipped("many-code-tables.webp", tables);
    byte[] junk = "JUNK".getBytes(StandardCharsets.US_ASCII);
    byte[] unknown = HostilePngs.join(lossless, junk, new byte[] {4, 0, 0, 0}, junk);
    files.used("unknown-part.webp", ints(unknown, 4, unknown.length - 8), "webp-lossless.webp");
    ByteBuffer frames = ByteBuffer.allocate(24 * 20_000).order(ByteOrder.LITTLE_ENDIAN);
    while (frames.hasRemaining()) {
      frames.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16).put(new byte[16]);
    }
    byte[] head = Arrays.copyOf(extended, 30);
    byte[] empty = HostilePngs.join(head, frames.array());
    files.skipped("empty-frames.webp", ints(empty, 4, empty.length - 8));
  }

  /** Returns where the first frame's descriptor begins. */
  private static int frame(byte[] gif) {
    int at = 13 + (3 << (gif[10] & 7) + 1);
    while (gif[at] == 0x21) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 255);
      }
      at++;
    }
    return at;
  }

  private static byte[] withoutPalette(byte[] gif, int frame) {
    byte[] screen = Arrays.copyOf(gif, 13);
    screen[10] &= 0x7F;
    return HostilePngs.join(screen, Arrays.copyOfRange(gif, frame, gif.length));
  }

  private static byte[] ints(byte[] bytes, int at, int... values) {
    ByteBuffer copy = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      copy.putInt(at + 4 * i, values[i]);
    }
    return copy.array();
  }

  private static byte[] shorts(byte[] bytes, int at, int... values) {
    ByteBuffer copy = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      copy.putShort(at + 2 * i, (short) values[i]);
    }
    return copy.array();
  }
}
