package io.facegan.internal.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The markers of a JPEG file (ITU-T T.81, annex B), all read before anything is decoded. */
final class JpegFile {
  private static final byte[] JFIF =
      "\u00FF\u00E0\0\u0010JFIF\0\1\1\0\0\1\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final String RGB = "RGB";
  private static final int COLOURS = 3;

  private final byte[] bytes;
  private final Map<Integer, byte[]> profileParts = new TreeMap<>();

  /** The segments before the first scan, without the ICC profile. */
  private final List<Segment> header = new ArrayList<>();

  private int width;
  private int height;
  private String components = "";
  private int orientation;
  private int scans;
  private boolean jfif;
  private int adobe = -1;
  private int pixelsFrom;
  private boolean ended;

  /** Reads the markers; refuses a file without a frame header or an end. */
  JpegFile(byte[] bytes) throws IOException {
    this.bytes = bytes;
    int at = 2;
    while (!ended && (at = nextMarker(at)) < bytes.length - 1) {
      at = segment(at);
    }
    if (!ended) {
      throw new IOException("it is cut off: its end marker is missing");
    }
    if (components.isEmpty() || scans == 0) {
      throw new IOException("it has no pixels");
    }
  }

  private record Segment(int marker, int from, int end) {
    boolean isOfApplication() {
      return marker >= 0xE0 && marker <= 0xEF;
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Returns 1 for grey, 3 for colour, 4 for CMYK. */
  int components() {
    return components.length();
  }

  /** Returns the EXIF tag, 1 (upright) to 8; 1 if there is none. */
  int orientation() {
    return Math.max(1, orientation);
  }

  /** Returns the number of passes over the pixels; more than 1 in a progressive file. */
  int scans() {
    return scans;
  }

  /**
   * Returns whether the first three of four components are YCbCr: as in libjpeg, if Adobe's marker
   * names any transform.
   */
  boolean inksAreYcc() {
    return adobe > 0;
  }

  /** Returns the complete ICC profile, or null. */
  byte[] profile() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int expected = 1;
    for (Map.Entry<Integer, byte[]> part : profileParts.entrySet()) {
      if (part.getKey() != expected++) {
        return null;
      }
      all.writeBytes(part.getValue());
    }
    return all.size() == 0 ? null : all.toByteArray();
  }

  /**
   * Returns the file without its ICC profile, which Java's reader applies very slowly. Replaces
   * colour markers that Java's reader and libjpeg understand differently by one that is clear.
   */
  byte[] plain() {
    boolean clear = components() != COLOURS || isRgb() || adobe == 1 || jfif && adobe < 0;
    if (clear && profileParts.isEmpty()) {
      return bytes;
    }
    List<Segment> kept =
        header.stream().filter(segment -> clear || !segment.isOfApplication()).toList();
    int length = kept.stream().mapToInt(segment -> segment.end() - segment.from()).sum();
    byte[] first = clear ? new byte[0] : JFIF;
    ByteBuffer plain = ByteBuffer.allocate(2 + first.length + length + bytes.length - pixelsFrom);
    plain.put(bytes, 0, 2).put(first);
    kept.forEach(s -> plain.put(bytes, s.from(), s.end() - s.from()));
    return plain.put(bytes, pixelsFrom, bytes.length - pixelsFrom).array();
  }

  /**
   * Returns whether three components are red, green and blue, by the rules of libjpeg: JFIF is
   * YCbCr; else Adobe's marker decides; else the names of the components, if they are these.
   */
  private boolean isRgb() {
    return !jfif && (adobe >= 0 ? adobe == 0 : components.equals(RGB));
  }

  /** Finds the next 0xFF that begins a relevant marker, or the end of the file. */
  private int nextMarker(int start) {
    int at = start;
    while (at < bytes.length - 1) {
      int marker = bytes[at + 1] & 255;
      boolean isMarker = bytes[at] == -1 && marker > 1 && marker != 0xFF;
      if (isMarker && (marker < 0xD0 || marker > 0xD7)) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** Reads the segment at a marker and returns its end. */
  private int segment(int at) {
    int marker = bytes[at + 1] & 255;
    if (marker == 0xD9) {
      ended = true;
      return at;
    }
    if (at + 4 > bytes.length) {
      return bytes.length;
    }
    int from = at + 4;
    int end = Math.min(bytes.length, at + 2 + Math.max(2, number(at + 2)));
    boolean first = scans == 0;
    boolean kept = true;
    if (marker == 0xDA) {
      pixelsFrom = first ? at : pixelsFrom;
      scans++;
    } else if (first && marker == 0xE0 && end - from >= 14 && begins("JFIF\0", from, end)) {
      jfif = true;
    } else if (marker == 0xE1 && orientation == 0 && begins("Exif\0\0", from, end)) {
      orientation = ExifOrientation.of(ByteBuffer.wrap(bytes, from + 6, end - from - 6).slice());
    } else if (marker == 0xE2 && first && begins("ICC_PROFILE\0", from, end - 2)) {
      profileParts.put(bytes[from + 12] & 255, Arrays.copyOfRange(bytes, from + 14, end));
      kept = false;
    } else if (first && marker == 0xEE && begins("Adobe", from, end - 7)) {
      adobe = bytes[from + 11] & 255;
    } else if (isFrame(marker) && end - from >= 6) {
      frame(from, end);
    }
    if (first && kept && scans == 0) {
      header.add(new Segment(marker, at, end));
    }
    return end;
  }

  private void frame(int from, int end) {
    height = number(from + 1);
    width = number(from + 3);
    StringBuilder names = new StringBuilder();
    for (int at = from + 6; at + 3 <= end && names.length() < bytes[from + 5]; at += 3) {
      names.append((char) (bytes[at] & 255));
    }
    components = names.toString();
  }

  private int number(int at) {
    return (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
  }

  private boolean begins(String text, int from, int end) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    return end - from >= wanted.length
        && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
  }

  /** SOF0 to SOF15, except the tables (DHT, JPG, DAC) among them. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
