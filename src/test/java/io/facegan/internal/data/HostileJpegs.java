package io.facegan.internal.data;

import io.facegan.internal.image.ExpectedPixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JPEG files that claim too much, take too long or make no sense. */
final class HostileJpegs {
  private static final String PLAIN = "jpeg-420.jpg";
  private static final String PROGRESSIVE = "jpeg-progressive.jpg";

  private HostileJpegs() {}

  static void addTo(HostileFiles files) {
    for (int[] size : new int[][] {{50_000, 50_000}, {65_500, 65_500}, {9999, 9999}, {0, 16}}) {
      String name = "size-" + size[0] + "x" + size[1] + ".jpg";
      files.skipped(name, resized(ExpectedPixels.file(PLAIN), size[0], size[1]));
    }
    // Its height would follow the pixels (DNL), which hardly anything reads.
    files.skipped("size-16x0.jpg", resized(ExpectedPixels.file(PLAIN), 16, 0));
    for (int factors : new int[] {0x00, 0x41, 0xFF, 0x50, 0x05}) {
      byte[] jpeg = ExpectedPixels.file(PLAIN);
      jpeg[frame(jpeg) + 11] = (byte) factors;
      files.any("factors-%02x.jpg".formatted(factors), jpeg);
    }
    for (int components : new int[] {0, 2, 5, 255}) {
      byte[] jpeg = ExpectedPixels.file(PLAIN);
      jpeg[frame(jpeg) + 9] = (byte) components;
      files.skipped("components-" + components + ".jpg", jpeg);
    }
    for (int marker : new int[] {0xC1, 0xC3, 0xC5, 0xC9, 0xCB}) {
      byte[] jpeg = ExpectedPixels.file(PLAIN);
      jpeg[frame(jpeg) + 1] = (byte) marker;
      files.any("frame-%02x.jpg".formatted(marker), jpeg);
    }
    byte[] two = with(ExpectedPixels.file(PLAIN), 0xC0, new byte[] {8, 0, 16, 0, 16, 1, 1, 17, 0});
    files.skipped("two-frames.jpg", two);
    files.any("scans-small.jpg", scans(ExpectedPixels.file(PROGRESSIVE), 1000));
    files.skipped("scans.jpg", scans(resized(large(), 4000, 4000), 1000));
    files.skipped("no-end.jpg", withoutEnd(ExpectedPixels.file(PLAIN)));
    files.skipped("middle-lost.jpg", withoutMiddle(ExpectedPixels.file("jpeg-444.jpg")));
    markers(files);
    exif(files);
  }

  private static void markers(HostileFiles files) {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.writeBytes(new byte[] {-1, (byte) 0xD8});
    for (int i = 0; i < 200_000; i++) {
      many.writeBytes(new byte[] {-1, (byte) 0xE5, 0, 2});
    }
    byte[] plain = ExpectedPixels.file(PLAIN);
    many.write(plain, 2, plain.length - 2);
    files.used("many-segments.jpg", many.toByteArray(), PLAIN);
    files.skipped("only-segments.jpg", Arrays.copyOf(many.toByteArray(), 800_000));
    byte[] fill = new byte[plain.length + 100_000];
    Arrays.fill(fill, (byte) 0xFF);
    System.arraycopy(plain, 0, fill, 0, 2);
    System.arraycopy(plain, 2, fill, 100_002, plain.length - 2);
    files.used("fill-bytes.jpg", fill, PLAIN);
    files.any("segment-of-0.jpg", withRaw(plain, new byte[] {-1, (byte) 0xE5, 0, 0}));
    files.skipped("segment-to-nowhere.jpg", withRaw(plain, new byte[] {-1, (byte) 0xE5, -1, -1}));
    byte[] icc = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
    files.used("empty-profile.jpg", with(plain, 0xE2, icc), PLAIN);
    byte[] part = "ICC_PROFILE\0\7\u0009xxxx".getBytes(StandardCharsets.ISO_8859_1);
    files.used("part-of-profile.jpg", with(plain, 0xE2, part), PLAIN);
  }

  /** EXIF data whose directories lead to themselves, to nowhere, or claim very many entries. */
  private static void exif(HostileFiles files) {
    int[][] kinds = {
      {8, 0, 8}, {8, 65_535, 8}, {-1, 1, 0}, {0, 1, 0}, {1_000_000, 1, 0}, {4, 2, 4}
    };
    byte[] plain = ExpectedPixels.file(PLAIN);
    for (int i = 0; i < kinds.length; i++) {
      ByteBuffer exif = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
      exif.put("Exif\0\0II*\0".getBytes(StandardCharsets.US_ASCII));
      exif.putInt(kinds[i][0]).putShort((short) kinds[i][1]).putInt(kinds[i][2]);
      files.used("exif-" + i + ".jpg", with(plain, 0xE1, exif.array()), PLAIN);
    }
    byte[] none = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    files.used("exif-empty.jpg", with(plain, 0xE1, none), PLAIN);
  }

  /** Returns an image that has as many bytes as a large one at least needs. */
  private static byte[] large() {
    return with(ExpectedPixels.file(PROGRESSIVE), 0xE5, new byte[60_000]);
  }

  private static byte[] resized(byte[] jpeg, int width, int height) {
    ByteBuffer.wrap(jpeg).putShort(frame(jpeg) + 5, (short) height);
    ByteBuffer.wrap(jpeg).putShort(frame(jpeg) + 7, (short) width);
    return jpeg;
  }

  /** Repeats the last scan. */
  private static byte[] scans(byte[] jpeg, int times) {
    int last = jpeg.length - 2;
    while (jpeg[last] != -1 || (jpeg[last + 1] & 255) != 0xDA) {
      last--;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, last);
    for (int i = 0; i < times; i++) {
      out.write(jpeg, last, jpeg.length - 2 - last);
    }
    out.write(jpeg, jpeg.length - 2, 2);
    return out.toByteArray();
  }

  private static byte[] withoutEnd(byte[] jpeg) {
    return Arrays.copyOf(jpeg, jpeg.length - 2);
  }

  /** Takes out half of the pixels and keeps the end. */
  private static byte[] withoutMiddle(byte[] jpeg) {
    int from = jpeg.length / 2 + 100;
    byte[] short1 = Arrays.copyOf(jpeg, from + 2);
    System.arraycopy(jpeg, jpeg.length - 2, short1, from, 2);
    return short1;
  }

  private static byte[] with(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer segment = ByteBuffer.allocate(4 + content.length);
    segment.put((byte) 0xFF).put((byte) marker).putShort((short) (2 + content.length));
    return withRaw(jpeg, segment.put(content).array());
  }

  private static byte[] withRaw(byte[] jpeg, byte[] segment) {
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + segment.length);
    return all.put(jpeg, 0, 2).put(segment).put(jpeg, 2, jpeg.length - 2).array();
  }

  private static int frame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 255) != 0xC0 && (jpeg[at + 1] & 255) != 0xC2) {
      at += 2 + ((jpeg[at + 2] & 255) << 8 | jpeg[at + 3] & 255);
    }
    return at;
  }
}
