package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and folders that only this process needs. */
public final class TemporaryFiles {
  private static final String PREFIX = "facegan-";

  /**
   * Makes an empty file.
   *
   * @throws FaceGanException if this process has no temporary folder
   */
  public static Path file(String suffix) throws IOException {
    return Files.createTempFile(folder(), PREFIX, suffix);
  }

  /**
   * Makes an empty folder, which only this user may enter where the system has such rights.
   *
   * @throws FaceGanException if this process has no temporary folder
   */
  static Path newFolder() throws IOException {
    return Files.createTempDirectory(folder(), PREFIX);
  }

  private static Path folder() {
    String name = System.getProperty("java.io.tmpdir", "");
    if (name.isBlank() || !Files.isWritable(Path.of(name)) || !Files.isDirectory(Path.of(name))) {
      throw new FaceGanException(
          "there is no temporary folder: \"%s\" is no folder that can be written; make it, or name"
                  .formatted(name)
              + " another when Java starts, with -Djava.io.tmpdir=DIR");
    }
    return Path.of(name);
  }

  private TemporaryFiles() {}
}
