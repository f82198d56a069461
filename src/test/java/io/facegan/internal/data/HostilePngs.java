package io.facegan.internal.data;

import io.facegan.internal.image.ExpectedPixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files that claim too much, unfold to too much or make no sense. */
final class HostilePngs {
  private static final String PLAIN = "png-rgb8.png";
  private static final int SIGNATURE = 8;
  private static final int HEADER_END = 33;
  private static final int BOMB = 100 << 20;

  private HostilePngs() {}

  static void addTo(HostileFiles files) {
    byte[] plain = ExpectedPixels.file(PLAIN);
    int[][] sizes = {
      {50_000, 50_000}, {0, 10}, {10, 0}, {-1, 10}, {Integer.MAX_VALUE, 1}, {9999, 9999}
    };
    for (int[] size : sizes) {
      byte[] png = join(header(size[0], size[1], 8, 2), tail(plain));
      files.skipped("size-" + size[0] + "x" + size[1] + ".png", png);
    }
    int[][] kinds = {{0, 2}, {3, 2}, {8, 1}, {8, 5}, {8, 7}, {16, 3}, {4, 6}, {8, 3}, {255, 255}};
    for (int[] kind : kinds) {
      byte[] png = join(header(29, 19, kind[0], kind[1]), tail(plain));
      files.skipped("depth-" + kind[0] + "-type-" + kind[1] + ".png", png);
    }
    for (int at : new int[] {29, 32, 41, plain.length - 20, plain.length - 1}) {
      byte[] png = plain.clone();
      png[at] ^= 1;
      files.skipped("checksum-" + at + ".png", png);
    }
    byte[] bomb = deflated(BOMB);
    byte[] text = join("Comment\0\0".getBytes(StandardCharsets.US_ASCII), bomb);
    files.used("bomb-in-text.png", with(plain, chunk("zTXt", text)), PLAIN);
    files.used("bomb-in-profile.png", with(plain, chunk("iCCP", text)), PLAIN);
    String palette = "png-palette16.png";
    byte[] indexed = ExpectedPixels.file(palette);
    files.used("bomb-in-text-of-palette.png", with(indexed, chunk("zTXt", text)), palette);
    files.used("bomb-in-profile-of-palette.png", with(indexed, chunk("iCCP", text)), palette);
    byte[] international = join("Comment\0\1\0\0\0".getBytes(StandardCharsets.US_ASCII), bomb);
    files.used("bomb-in-itxt.png", with(indexed, chunk("iTXt", international)), palette);
    // More than half of the heap that the test has: 9000 x 9000 of 8 bytes.
    byte[] large = chunk("IDAT", deflated(650 << 20));
    files.skipped("bomb-in-pixels.png", join(header(9000, 9000, 16, 6), large, end()));
    // A third of it, so that two do not fit at once with all else.
    for (int i = 0; i < 2; i++) {
      files.any("large-" + i + ".png", join(header(9000, 9000, 8, 2), large, end()));
    }
    byte[] surplus = join(header(29, 19, 8, 2), chunk("IDAT", bomb), end());
    files.any("surplus-pixels.png", surplus);
    files.skipped(
        "few-pixels.png", join(header(29, 19, 8, 2), chunk("IDAT", deflated(200)), end()));
    chunks(files, plain);
  }

  private static void chunks(HostileFiles files, byte[] plain) {
    files.skipped("no-pixels.png", join(header(29, 19, 8, 2), end()));
    files.skipped("no-header.png", join(Arrays.copyOf(plain, SIGNATURE), tail(plain)));
    files.skipped("no-end.png", Arrays.copyOf(plain, plain.length - 12));
    files.used("text-after-end.png", join(plain, new byte[1000]), PLAIN);
    byte[] indexed = ExpectedPixels.file("png-palette16.png");
    files.any("large-palette.png", with(indexed, chunk("PLTE", new byte[3 * 300])));
    files.any("huge-palette.png", with(indexed, chunk("PLTE", new byte[3_000_000])));
    files.any("odd-palette.png", with(indexed, chunk("PLTE", new byte[7])));
    byte[] hole = ExpectedPixels.file("png-palette-hole.png");
    files.any("long-transparency.png", with(hole, chunk("tRNS", new byte[5000])));
    byte[] negative = plain.clone();
    ByteBuffer.wrap(negative).putInt(HEADER_END, -5);
    files.skipped("negative-length.png", negative);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(plain, 0, HEADER_END);
    byte[] small = chunk("prVt", new byte[0]);
    for (int i = 0; i < 100_000; i++) {
      many.writeBytes(small);
    }
    many.write(plain, HEADER_END, plain.length - HEADER_END);
    files.used("many-chunks.png", many.toByteArray(), PLAIN);
    byte[] stuff = "not deflated at all".getBytes(StandardCharsets.US_ASCII);
    files.skipped("no-deflate.png", join(header(4, 4, 8, 2), chunk("IDAT", stuff), end()));
  }

  private static byte[] header(int width, int height, int depth, int type) {
    ByteBuffer fields = ByteBuffer.allocate(13).putInt(width).putInt(height);
    fields.put((byte) depth).put((byte) type);
    byte[] signature = Arrays.copyOf(ExpectedPixels.file(PLAIN), SIGNATURE);
    return join(signature, chunk("IHDR", fields.array()));
  }

  private static byte[] end() {
    return chunk("IEND", new byte[0]);
  }

  private static byte[] chunk(String name, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    chunk.put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) sum.getValue()).array();
  }

  private static byte[] with(byte[] png, byte[] chunk) {
    return join(Arrays.copyOf(png, HEADER_END), chunk, tail(png));
  }

  private static byte[] tail(byte[] png) {
    return Arrays.copyOfRange(png, HEADER_END, png.length);
  }

  /** Returns so many zeros, deflated. */
  private static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 20];
    byte[] folded = new byte[1 << 16];
    for (int left = zeros; left > 0; left -= block.length) {
      deflater.setInput(block, 0, Math.min(left, block.length));
      while (!deflater.needsInput()) {
        out.write(folded, 0, deflater.deflate(folded));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(folded, 0, deflater.deflate(folded));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
