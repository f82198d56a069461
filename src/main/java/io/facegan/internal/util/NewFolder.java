package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.io.file.PathUtils;

/** A folder that appears under its name only when it is complete. */
public final class NewFolder {
  /** Fills the folder. */
  public interface Content {
    public void write(Path folder) throws IOException;
  }

  /**
   * Checks, without creating anything, that it can be written.
   *
   * @throws FaceGanException if something stands there already or it cannot be written
   */
  public static void checkFree(Path directory) {
    OutputFolders.checkFree("export folder", directory);
  }

  /**
   * Writes it.
   *
   * @param what it holds, for the message: {@code model}
   * @param directory where to; absent or empty
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(String what, Path directory, Content content) {
    checkFree(directory);
    Path target = directory.toAbsolutePath().normalize();
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try {
      if (Files.exists(unfinished)) {
        PathUtils.deleteDirectory(unfinished);
      }
      Files.createDirectories(unfinished);
      content.write(unfinished);
      Files.deleteIfExists(target);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the %s %s (%s): choose another folder"
              .formatted(what, directory, e.getMessage()),
          e);
    }
  }

  private NewFolder() {}
}
