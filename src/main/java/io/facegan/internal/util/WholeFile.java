package io.facegan.internal.util;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that nobody ever reads half of one. */
public final class WholeFile {
  /** What the name of a file ends with while it is written. */
  static final String SUFFIX = ".tmp";

  /** What a file shall hold. */
  public interface Content {
    void writeTo(FileOutputStream out) throws IOException;
  }

  /**
   * Writes a file under a passing name beside its own and renames it, in place of one that is
   * there.
   */
  public static void write(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + SUFFIX);
    try {
      // Not through a channel, which an interrupt of the thread would close.
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        content.writeTo(out);
      }
      rename(temporary, file);
    } catch (IOException | RuntimeException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteQuietly(Path file, Exception reason) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private WholeFile() {}
}
