package io.facegan.internal.data;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** PNG files, written so that no reader sees half of one. */
public final class PngFiles {
  public static void write(BufferedImage image, Path file) {
    AtomicFile.write(file, out -> out.write(PngEncoder.encode(image)));
  }

  /** Reads an image; refuses a file that is not one. */
  public static BufferedImage read(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new FaceGanException(file + " is no image: delete it");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private PngFiles() {}
}
