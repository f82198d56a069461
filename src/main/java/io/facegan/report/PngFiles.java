package io.facegan.report;

import io.facegan.picture.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes PNG files so that nobody ever reads half of one. */
final class PngFiles {
  /**
   * Writes an image.
   *
   * @throws UncheckedIOException if that fails; the message names the file
   */
  static void write(BufferedImage image, Path file) {
    try {
      byte[] bytes = PngEncoder.encode(image);
      WholeFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private PngFiles() {}
}
