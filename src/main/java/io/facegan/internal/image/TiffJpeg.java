package io.facegan.internal.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Completes the JPEG data of a TIFF file, whose tables are stored once for all of its parts. */
final class TiffJpeg {
  private static final int TABLES = 347;

  /** Says that the three components are red, green and blue. */
  private static final byte[] PLAIN_COLOURS =
      "\u00FF\u00EE\0\u000EAdobe\0d\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private TiffJpeg() {}

  static byte[] whole(TiffFile file, byte[] bytes, int part) throws IOException {
    if (file.planar || file.samples != file.colours() || file.kind == TiffFile.CMYK) {
      throw new IOException(
          "its JPEG data of %d channels are not supported: save it as PNG".formatted(file.samples));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int from = file.from(part);
    if (file.end(part) - from < 4) {
      throw TiffDirectory.cutOff();
    }
    whole.write(bytes, from, 2);
    if (file.kind == TiffFile.RGB) {
      whole.writeBytes(PLAIN_COLOURS);
    }
    byte[] tables = file.directory.has(TABLES) ? file.directory.content(TABLES) : new byte[0];
    if (tables.length > 4) {
      // Without the marks of a beginning and an end.
      whole.write(tables, 2, tables.length - 4);
    }
    whole.write(bytes, from + 2, file.end(part) - from - 2);
    return whole.toByteArray();
  }
}
