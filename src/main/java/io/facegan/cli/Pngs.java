package io.facegan.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures into PNG files. */
final class Pngs {
  /**
   * Checks, without creating anything, that a file can be written.
   *
   * @throws IllegalArgumentException if not
   */
  static void checkWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder: name a .png file");
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    while (!Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new IllegalArgumentException(
          "%s cannot be written, because %s is no folder that can be written: choose another"
              .formatted(file, parent));
    }
  }

  /**
   * Writes a picture, making the folder too.
   *
   * @throws UncheckedIOException if that fails
   */
  static void write(BufferedImage picture, Path file) {
    // Encoded in memory: ImageIO's own stream would need a temporary folder elsewhere.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
        ImageIO.write(picture, "png", stream);
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write %s (%s): check that the disk is not full".formatted(file, e), e);
    }
  }

  private Pngs() {}
}
