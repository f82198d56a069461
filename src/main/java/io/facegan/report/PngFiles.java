package io.facegan.report;

import io.facegan.picture.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes PNG files so that nobody ever reads half of one. */
final class PngFiles {
  /**
   * Writes an image under a temporary name beside the file and renames it.
   *
   * @throws UncheckedIOException if that fails; the message names the file
   */
  static void write(BufferedImage image, Path file) {
    try {
      replace(file, PngEncoder.encode(image));
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      // Not through a channel, which an interrupt of the thread would close.
      try (OutputStream out = new FileOutputStream(temporary.toFile())) {
        out.write(bytes);
      }
      rename(temporary, file);
    } catch (IOException e) {
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

  private static void deleteQuietly(Path file, IOException reason) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private PngFiles() {}
}
