package io.facegan.cli;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files that a command was asked for. */
final class OutputFile {
  /**
   * Checks, without creating anything, that a file can be written.
   *
   * @param ending what its name should end with, for the message: {@code .png}
   * @throws FaceGanException if not
   */
  static void checkWritable(Path file, String ending) {
    if (Files.isDirectory(file)) {
      throw new FaceGanException("%s is a folder: name a %s file".formatted(file, ending));
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    while (!Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new FaceGanException(
          "%s cannot be written, because %s is no folder that can be written: choose another"
              .formatted(file, parent));
    }
  }

  /**
   * Writes a file, making its folder too.
   *
   * @throws UncheckedIOException if that fails
   */
  static void write(byte[] content, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Says which file could not be written. */
  static UncheckedIOException failure(Path file, IOException cause) {
    return new UncheckedIOException(
        "cannot write %s (%s): check that the disk is not full".formatted(file, cause), cause);
  }

  private OutputFile() {}
}
