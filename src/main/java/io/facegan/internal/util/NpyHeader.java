package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an NPY file says before its values: magic bytes, version, the length of the rest, and a
 * dictionary in Python's notation.
 *
 * @param wide how many bytes a value has, 4 or 8
 * @param columnAfterColumn whether the values come in Fortran order
 * @param rows at least 1
 * @param columns at least 1
 */
record NpyHeader(int wide, ByteOrder order, boolean columnAfterColumn, int rows, int columns) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself takes no longer one for safe. */
  private static final int LONGEST = 10_000;

  /** The values begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** What is before the dictionary in version 1.0. */
  private static final int PREFIX = MAGIC.length + 4;

  // Possessive, so that no header takes long to refuse.
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*+(?:'(\\w++)'|\"(\\w++)\")\\s*+:\\s*+"
              + "('[^']*+'|\"[^\"]*+\"|True|False|\\([\\d\\sL,]*+\\))\\s*+(?:,|$)");

  private static final Pattern SHAPE =
      Pattern.compile("\\(\\s*+(\\d{1,9})L?+\\s*+,\\s*+(\\d{1,9})L?+\\s*+,?+\\s*+\\)");

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  NpyHeader {
    if (rows < 1 || columns < 1) {
      throw new FaceGanException("its array of %d x %d is empty".formatted(rows, columns));
    }
    if (rows > NpyFile.MOST_ROWS || (long) rows * columns > NpyFile.MOST_VALUES) {
      throw new FaceGanException(
          Text.format(
              "%,d rows of %,d values are too many: at most %,d rows and %,d values in all",
              rows, columns, NpyFile.MOST_ROWS, NpyFile.MOST_VALUES));
    }
  }

  /** Returns the header of the files that this library writes. */
  static NpyHeader of(int rows, int columns) {
    return new NpyHeader(Float.BYTES, ByteOrder.LITTLE_ENDIAN, false, rows, columns);
  }

  /** Reads up to the first value. */
  static NpyHeader read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new FaceGanException("it does not begin as one");
    }
    int major = Byte.toUnsignedInt(start[MAGIC.length]);
    int minor = Byte.toUnsignedInt(start[MAGIC.length + 1]);
    if (major < 1 || major > 2 || minor != 0) {
      throw new FaceGanException(
          "its version is %d.%d, and 1.0 and 2.0 are known".formatted(major, minor));
    }
    long length = 0;
    int ofLength = 2 * major;
    byte[] size = whole(in, ofLength);
    for (int i = ofLength - 1; i >= 0; i--) {
      length = length << 8 | Byte.toUnsignedInt(size[i]);
    }
    if (length > LONGEST) {
      throw new FaceGanException(
          Text.format("its header of %,d bytes is longer than %,d", length, LONGEST));
    }
    return parse(new String(whole(in, (int) length), StandardCharsets.ISO_8859_1));
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new FaceGanException("it ends within its header");
    }
    return bytes;
  }

  private static NpyHeader parse(String text) {
    Map<String, String> entries = entries(text);
    String type = entries.get("descr");
    if (!type.matches("['\"][<>]f[48]['\"]")) {
      throw new FaceGanException(
          "its values are of the type %s, and float32 ('<f4') or float64 ('<f8') is needed"
              .formatted(Text.oneLine(type)));
    }
    Matcher shape = SHAPE.matcher(entries.get("shape"));
    if (!shape.matches()) {
      throw new FaceGanException(
          "its shape is %s, and (rows, columns) is needed"
              .formatted(Text.oneLine(entries.get("shape"))));
    }
    return new NpyHeader(
        type.charAt(3) - '0',
        type.charAt(1) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        order(entries.get("fortran_order")),
        Integer.parseInt(shape.group(1)),
        Integer.parseInt(shape.group(2)));
  }

  private static boolean order(String value) {
    return switch (value) {
      case "True" -> true;
      case "False" -> false;
      default ->
          throw new FaceGanException("its fortran_order is neither True nor False but " + value);
    };
  }

  private static Map<String, String> entries(String text) {
    String dictionary = text.strip();
    Map<String, String> entries = new HashMap<>();
    if (dictionary.startsWith("{") && dictionary.endsWith("}")) {
      String inner = dictionary.substring(1, dictionary.length() - 1).strip();
      Matcher entry = ENTRY.matcher(inner);
      int at = 0;
      while (at < inner.length() && entry.region(at, inner.length()).lookingAt()) {
        String key = entry.group(1) == null ? entry.group(2) : entry.group(1);
        if (entries.put(key, entry.group(3)) != null) {
          throw new FaceGanException("its header says twice what %s is".formatted(key));
        }
        at = entry.end();
      }
      if (at == inner.length() && entries.keySet().equals(KEYS)) {
        return entries;
      }
    }
    throw new FaceGanException(
        "its header is not of the form {'descr': '<f4', 'fortran_order': False, 'shape': (rows,"
            + " columns)} but "
            + Text.oneLine(dictionary));
  }

  int bytes() {
    return rows * columns * wide;
  }

  /** Returns the array in words. */
  String words() {
    return Text.format("%,d rows of %,d values", rows, columns);
  }

  /** Returns the bytes before the values, as version 1.0 has them. */
  byte[] encoded() {
    String dictionary =
        "{'descr': '%sf%d', 'fortran_order': %s, 'shape': (%d, %d), }"
            .formatted(
                order == ByteOrder.LITTLE_ENDIAN ? '<' : '>',
                wide,
                columnAfterColumn ? "True" : "False",
                rows,
                columns);
    int unpadded = PREFIX + dictionary.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(MAGIC);
    bytes.writeBytes(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
    bytes.writeBytes(dictionary.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(
        " ".repeat(length - dictionary.length() - 1).getBytes(StandardCharsets.ISO_8859_1));
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
