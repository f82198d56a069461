package io.facegan.internal.data;

import io.facegan.internal.image.ExpectedPixels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damaged and hostile image files among good ones, made by code; always the same. */
final class HostileFiles {
  /** What must become of a file. */
  enum Fate {
    /** Used, with the pixels of the file that it was made from. */
    USED,
    /** Skipped. */
    SKIPPED,
    /** Either of these: the damage may lie where it does not matter. */
    USED_OR_SKIPPED,
    /**
     * Used with whatever pixels, or skipped: the damage cannot be seen, or is a matter of taste.
     */
    ANY
  }

  /**
   * A file.
   *
   * @param like the name of the {@link ExpectedPixels} that it must have if it is used
   */
  record Made(byte[] content, Fate fate, String like) {}

  private static final int GOOD_COPIES = 5;
  private static final int FLIPS = 12;
  private static final List<String> ONE_OF_EACH =
      List.of(
          "jpeg-420.jpg",
          "jpeg-progressive.jpg",
          "jpeg-cmyk.jpg",
          "jpeg-restart.jpg",
          "png-rgb8.png",
          "png-rgba16.png",
          "png-palette-alpha.png",
          "png-rgb16-interlaced.png",
          "gif-still.gif",
          "gif-interlaced.gif",
          "bmp-24.bmp",
          "bmp-rle8.bmp",
          "bmp-4.bmp",
          "webp-lossy.webp",
          "webp-lossless.webp",
          "webp-alpha.webp");

  /** Those whose pixels are not the same on all machines to the last bit. */
  private static final List<String> INEXACT =
      List.of("profile", "swapped", "565", "440", "encrypted");

  private final Map<String, Made> files = new LinkedHashMap<>();
  private final Random random = new Random(42);

  private HostileFiles() {}

  /** Makes all files by their names. */
  static Map<String, Made> all() {
    HostileFiles made = new HostileFiles();
    made.good();
    made.truncated();
    made.flipped();
    made.notImages();
    HostileJpegs.addTo(made);
    HostilePngs.addTo(made);
    HostileOthers.addTo(made);
    return made.files;
  }

  void skipped(String name, byte[] content) {
    add(name, content, Fate.SKIPPED, null);
  }

  void any(String name, byte[] content) {
    add(name, content, Fate.ANY, null);
  }

  void used(String name, byte[] content, String like) {
    add(name, content, Fate.USED, like);
  }

  private void add(String name, byte[] content, Fate fate, String like) {
    if (files.put("%04d-%s".formatted(files.size(), name), new Made(content, fate, like)) != null) {
      throw new IllegalStateException("two files are named " + name);
    }
  }

  private void good() {
    for (int copy = 0; copy < GOOD_COPIES; copy++) {
      for (String name : ExpectedPixels.all().keySet()) {
        if (INEXACT.stream().noneMatch(name::contains)) {
          used("good-" + name, ExpectedPixels.file(name), name);
        }
      }
    }
  }

  private void truncated() {
    for (String name : ONE_OF_EACH) {
      byte[] whole = ExpectedPixels.file(name);
      for (int tenth = 1; tenth < 10; tenth++) {
        skipped("cut-" + tenth + "-" + name, Arrays.copyOf(whole, whole.length * tenth / 10));
      }
    }
  }

  /** Flips bits, most of them near the beginning, where the headers are. */
  private void flipped() {
    for (String name : ONE_OF_EACH) {
      for (int i = 0; i < FLIPS; i++) {
        byte[] bytes = ExpectedPixels.file(name);
        int from = 8;
        int to = i % 3 == 0 ? bytes.length : Math.min(bytes.length, 120);
        int at = from + random.nextInt(to - from);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        // Checksums find every flipped bit of a PNG that matters.
        Fate fate = name.endsWith(".png") ? Fate.USED_OR_SKIPPED : Fate.ANY;
        add("flip-" + at + "-" + i + "-" + name, bytes, fate, name);
      }
    }
  }

  private void notImages() {
    skipped("empty.jpg", new byte[0]);
    skipped("empty.png", new byte[0]);
    skipped("one-byte.gif", new byte[] {'G'});
    skipped("zeros.png", new byte[100_000]);
    byte[] noise = new byte[10_000];
    random.nextBytes(noise);
    skipped("noise.jpg", noise);
    String[] texts = {
      "just text",
      "<!DOCTYPE html><html><body>404 Not Found</body></html>",
      "\uFEFF  \n<HTML>moved</HTML>",
      "%PDF-1.7\n",
      "II*\0\b\0\0\0",
      "MM\0*\0\0\0\b",
      "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
      "\0\0\0 ftypavif\0\0\0\0",
      "8BPS\0\u0001",
      "\0\0\0\fJXL \r\n",
      "PK\u0003\u0004\u0014\0",
      "RIFF\u0010\0\0\0AVI LIST"
    };
    for (int i = 0; i < texts.length; i++) {
      skipped("other-" + i + ".jpg", texts[i].getBytes(StandardCharsets.UTF_8));
    }
    for (String start :
        new String[] {"\u00FF\u00D8\u00FF", "\u0089PNG\r\n\u001A\n", "GIF89a", "BM"}) {
      skipped("start-alone.jpg", start.getBytes(StandardCharsets.ISO_8859_1));
    }
    skipped("start-alone.webp", "RIFF\4\0\0\0WEBP".getBytes(StandardCharsets.ISO_8859_1));
    used("named.gif", ExpectedPixels.file("png-rgb8.png"), "png-rgb8.png");
    used("named.png", ExpectedPixels.file("jpeg-420.jpg"), "jpeg-420.jpg");
  }
}
