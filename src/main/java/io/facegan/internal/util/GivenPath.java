package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;

/** Checks of the paths that a program gives. */
public final class GivenPath {
  /**
   * Returns a path that names something.
   *
   * @param what its purpose, for the message: {@code run folder}
   * @throws FaceGanException if it is empty, which Java takes for the current folder: most often
   *     nobody meant that, and a setting was not made
   */
  public static Path named(String what, Path path) {
    if (Objects.requireNonNull(path, what).toString().isBlank()) {
      throw new FaceGanException(
          "the %s is an empty path: name a file or folder; the current folder is \".\""
              .formatted(what));
    }
    return path;
  }

  /**
   * Returns a path that names something on the disk. TensorFlow, zip files and the files of a run
   * know paths by their text alone, and the text of a path in a jar may name another file here.
   *
   * @throws FaceGanException if it is empty or of another file system, as one in a jar is
   */
  public static Path onDisk(String what, Path path) {
    return onDisk(what, path, "name one on disk");
  }

  /**
   * Returns a path that names something on the disk.
   *
   * @param remedy what to do in place of a path of another file system
   * @throws FaceGanException if it is empty or of another file system, as one in a jar is
   */
  public static Path onDisk(String what, Path path, String remedy) {
    if (isOnDisk(named(what, path))) {
      return path;
    }
    throw new FaceGanException(
        "the %s %s is not on disk but in a file system of its own (%s:): %s"
            .formatted(what, path, path.getFileSystem().provider().getScheme(), remedy));
  }

  /** Returns whether a path is of the file system that the text of paths stands for. */
  static boolean isOnDisk(Path path) {
    return path.getFileSystem() == FileSystems.getDefault();
  }

  private GivenPath() {}
}
