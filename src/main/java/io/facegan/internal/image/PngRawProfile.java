package io.facegan.internal.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.InflaterInputStream;

/**
 * The EXIF data that ImageMagick wrote into text chunks before PNG had a chunk for them: a name, a
 * length and hexadecimal digits, each in lines of their own.
 */
final class PngRawProfile {
  private static final List<String> KEYWORDS =
      List.of("Raw profile type exif\0", "Raw profile type APP1\0");

  private static final int LONGEST_KEYWORD = 80;
  private static final int LONGEST = 1 << 20;

  /** An empty line, the name and the length. */
  private static final int HEADER_LINES = 3;

  private PngRawProfile() {}

  /** Returns the orientation in a text chunk's content: 1 (upright) if there is none. */
  static int orientation(byte[] bytes, int from, int end, boolean deflated) {
    int length = Math.min(LONGEST_KEYWORD, end - from);
    String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    for (String keyword : KEYWORDS) {
      if (text.startsWith(keyword)) {
        byte[] exif = exif(bytes, from + keyword.length(), end, deflated);
        return ExifOrientation.ofChunk(exif, 0, exif.length);
      }
    }
    return 1;
  }

  private static byte[] exif(byte[] bytes, int from, int end, boolean deflated) {
    // The method of compression, of which there is one, comes first.
    int start = Math.min(end, deflated ? from + 1 : from);
    try (InputStream stored = new ByteArrayInputStream(bytes, start, end - start);
        InputStream text = deflated ? new InflaterInputStream(stored) : stored) {
      String all = new String(text.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      String[] lines = all.split("\n", HEADER_LINES + 1);
      return HexFormat.of().parseHex(lines[lines.length - 1].replaceAll("\\s", ""));
    } catch (IOException | IllegalArgumentException damaged) {
      return new byte[0];
    }
  }
}
