package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes images to PNG files. */
final class Pngs {
  /**
   * Checks, without creating anything, that a file can be written.
   *
   * @throws FaceGanException if not
   */
  static void checkWritable(Path file) {
    OutputFile.checkWritable(file, ".png");
  }

  /**
   * Writes a picture, making the folder too.
   *
   * @throws UncheckedIOException if that fails
   */
  static void write(BufferedImage picture, Path file) {
    try {
      OutputFile.write(PngEncoder.encode(picture), file);
    } catch (IOException e) {
      throw OutputFile.failure(file, e);
    }
  }

  private Pngs() {}
}
