package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks on folders and files that are about to be written, and the folders around those. */
public final class OutputPlaces {
  /** What every new file system of some kinds has. */
  private static final String OF_THE_SYSTEM = "lost+found";

  /**
   * Checks, without creating anything, that a folder is absent or empty and can be written. What a
   * killed process left unfinished in it does not count.
   *
   * @param what the folder's purpose, for the message: {@code run folder}
   * @param ignored names of files that do not count either
   * @throws FaceGanException if not; the message says why
   */
  public static void checkFree(String what, Path folder, String... ignored) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new FaceGanException(what + " " + folder + " is a file: choose another folder");
    }
    if (Files.exists(absolute) && !isEmpty(what, folder, List.of(ignored))) {
      throw new FaceGanException(
          what + " " + folder + " is not empty: choose another folder, or delete it");
    }
    checkCanBeMade(what, folder, absolute);
  }

  /**
   * Checks, without creating anything, that a file is absent and can be written.
   *
   * @param what the file's purpose, for the message: {@code ONNX file}
   * @param file the file
   * @throws FaceGanException if not; the message says why
   */
  public static void checkFreeFile(String what, Path file) {
    checkIsNoFolder(what, file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FaceGanException(
          what + " " + file + " is there already: choose another name, or delete it");
    }
    checkCanBeMade(what, file, file.toAbsolutePath().normalize());
  }

  /**
   * Checks, without creating anything, that a file can be written, in place of one if there is one.
   *
   * @param what the file's purpose, for the message: {@code PNG file}
   * @throws FaceGanException if not; the message says why
   */
  public static void checkReplaceable(String what, Path file) {
    checkIsNoFolder(what, file);
    checkCanBeMade(what, file, file.toAbsolutePath().normalize().getParent());
  }

  /**
   * Makes the folder that a file goes into, if it is absent.
   *
   * @throws UncheckedIOException if that fails
   */
  public static void makeFolderOf(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }

  /** Returns the nearest thing on the way to a path that is there, or null if none is. */
  static Path standing(Path path) {
    Path standing = path;
    while (standing != null && !Files.exists(standing)) {
      standing = standing.getParent();
    }
    return standing;
  }

  private static void checkIsNoFolder(String what, Path file) {
    if (Files.isDirectory(file)) {
      throw new FaceGanException(what + " " + file + " is a folder: name a file");
    }
  }

  private static void checkCanBeMade(String what, Path path, Path nearest) {
    Path standing = standing(nearest);
    if (standing == null || !Files.isDirectory(standing) || !Files.isWritable(standing)) {
      throw new FaceGanException(
          "%s %s cannot be made, because %s is no folder that can be written: choose another"
              .formatted(what, path, standing));
    }
  }

  private static boolean isEmpty(String what, Path folder, List<String> ignored) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(
          entry ->
              ignored.contains(entry.getFileName().toString())
                  || entry.endsWith(OF_THE_SYSTEM)
                  || Unfinished.isOne(entry));
    } catch (IOException e) {
      throw new FaceGanException(what + " " + folder + " cannot be read: choose another folder", e);
    }
  }

  private OutputPlaces() {}
}
