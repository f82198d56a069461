package io.facegan.drawn;

import io.facegan.internal.data.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes drawn faces as JPEG files into a zip: how {@code datasets/drawn-faces.zip} was made. */
final class DrawnFacesZip {
  static final int COUNT = 48;
  static final int SIDE = 96;
  static final long SEED = 42;

  private DrawnFacesZip() {}

  /** Writes the zip whose path is given as the only argument. */
  public static void main(String[] args) throws IOException {
    write(new DrawnFaces(SEED, COUNT, SIDE), Path.of(args[0]));
  }

  static void write(DrawnFaces faces, Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < faces.size(); i++) {
        ZipEntry entry = new ZipEntry(faces.name(i) + ".jpg");
        // A fixed time, so that the same faces give the same file.
        entry.setLastModifiedTime(FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
        zip.putNextEntry(entry);
        zip.write(TestImages.encoded(faces.read(i).image(), "jpg"));
      }
    }
  }
}
