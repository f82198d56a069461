package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Checks on folders, and files in them, that are about to be written. */
public final class OutputFolders {
  /**
   * Checks, without creating anything, that a folder is absent or empty and can be written.
   *
   * @param what the folder's purpose, for the message: {@code run folder}
   * @param folder the folder
   * @throws FaceGanException if not; the message says why
   */
  public static void checkFree(String what, Path folder) {
    checkFree(what, folder, Set.of());
  }

  /**
   * As the other method; files of some names do not count.
   *
   * @param ignored their names
   * @throws FaceGanException as the other method
   */
  public static void checkFree(String what, Path folder, Set<String> ignored) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new FaceGanException(what + " " + folder + " is a file: choose another folder");
    }
    if (Files.exists(absolute) && !isEmpty(what, folder, ignored)) {
      throw new FaceGanException(
          what + " " + folder + " is not empty: choose another folder, or delete it");
    }
    checkCanBeMade(what, folder);
  }

  /**
   * Checks, without creating anything, that a file is absent and can be written.
   *
   * @param what the file's purpose, for the message: {@code ONNX file}
   * @param file the file
   * @throws FaceGanException if not; the message says why
   */
  static void checkFreeFile(String what, Path file) {
    if (Files.isDirectory(file)) {
      throw new FaceGanException(what + " " + file + " is a folder: name a file");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FaceGanException(
          what + " " + file + " is there already: choose another name, or delete it");
    }
    checkCanBeMade(what, file);
  }

  private static void checkCanBeMade(String what, Path path) {
    Path standing = path.toAbsolutePath().normalize();
    while (standing != null && !Files.exists(standing)) {
      standing = standing.getParent();
    }
    if (standing == null || !Files.isDirectory(standing) || !Files.isWritable(standing)) {
      throw new FaceGanException(
          "%s %s cannot be made, because %s is no folder that can be written: choose another"
              .formatted(what, path, standing));
    }
  }

  private static boolean isEmpty(String what, Path folder, Set<String> ignored) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> ignored.contains(entry.getFileName().toString()));
    } catch (IOException e) {
      throw new FaceGanException(what + " " + folder + " cannot be read: choose another folder", e);
    }
  }

  private OutputFolders() {}
}
