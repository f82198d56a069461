package io.facegan.report;

import io.facegan.picture.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** PNG files, written so that nobody ever reads half of one. */
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

  /**
   * Reads an image.
   *
   * @throws IllegalArgumentException if the file is none
   * @throws UncheckedIOException if it cannot be read
   */
  static BufferedImage read(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new IllegalArgumentException(file + " is no picture: delete it");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private PngFiles() {}
}
