package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears under its name only when it is complete. */
public final class NewFile {
  /** Fills the file. */
  public interface Content {
    /** Writes it. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Checks, without creating anything, that it can be written.
   *
   * @param what it is, for the message: {@code ONNX file}
   * @throws FaceGanException if something stands there already or it cannot be written
   */
  public static void checkFree(String what, Path file) {
    OutputFolders.checkFreeFile(what, file);
  }

  /**
   * Writes it.
   *
   * @param what it is, for the message
   * @param file where to; absent
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(String what, Path file, Content content) {
    checkFree(what, file);
    Path target = file.toAbsolutePath().normalize();
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try {
      Files.createDirectories(target.getParent());
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        content.write(out);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the %s %s (%s): choose another place".formatted(what, file, e.getMessage()),
          e);
    } finally {
      unfinished.toFile().delete();
    }
  }

  private NewFile() {}
}
