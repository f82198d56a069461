package io.facegan.stress;

import io.facegan.drawn.DrawnFaces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Images to train on. */
final class ImageZip {
  private static final int SIDE = 16;

  /** Writes a zip of drawn faces, and one file in it that is none. */
  static Path write(Path file, int faces) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        DrawnFaces drawn = new DrawnFaces(1, faces, SIDE)) {
      for (int i = 0; i < faces; i++) {
        zip.putNextEntry(new ZipEntry(i + ".png"));
        ImageIO.write(drawn.read(i).image(), "png", zip);
      }
      zip.putNextEntry(new ZipEntry("broken.png"));
      zip.write("no image".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private ImageZip() {}
}
