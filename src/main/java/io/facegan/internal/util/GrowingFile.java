package io.facegan.internal.util;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that grows piece by piece. Opening it for each leaves no open file after a failure and
 * detects a deleted folder. A stream is used because an interrupt would close a channel.
 */
public final class GrowingFile {
  /** Appends a piece in one write; the file must exist. */
  public static void append(Path file, byte[] piece) throws IOException {
    if (Files.notExists(file)) {
      throw new IOException("it is gone");
    }
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(piece);
    }
  }

  private GrowingFile() {}
}
