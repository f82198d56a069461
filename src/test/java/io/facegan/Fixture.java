package io.facegan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Folders that earlier versions wrote, which the test resources hold as zips. */
public final class Fixture {
  private static final Path RESOURCES = Path.of("src/test/resources");

  /**
   * Unpacks a zip.
   *
   * @param name its path among the test resources, without {@code .zip}
   * @param parent the folder that gets a folder of this path
   * @return that folder
   */
  public static Path unpack(String name, Path parent) throws IOException {
    Path folder = parent.resolve(name);
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(RESOURCES.resolve(name + ".zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return folder;
  }

  private Fixture() {}
}
