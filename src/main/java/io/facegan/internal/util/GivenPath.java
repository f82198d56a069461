package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Checks of the paths that a user or a program gives. */
public final class GivenPath {
  /** What Java reads where the character set of the locale has no such character. */
  private static final char UNKNOWN = '\uFFFD';

  private static final String LOCALE =
      " (its character set is %s): set the environment variable LC_ALL=C.UTF-8"
          .formatted(characters().displayName(Locale.ROOT));

  /**
   * Reads a name.
   *
   * @throws FaceGanException if it is empty or no file can have it; the message is about "the name"
   */
  public static Path parse(String text) {
    if (text.isBlank()) {
      throw new FaceGanException(
          "the name is empty: name a file or folder, or leave the option out");
    }
    try {
      return inThisFolder(Path.of(text));
    } catch (InvalidPathException e) {
      if (isBeyond(characters(), text)) {
        throw new FaceGanException(
            "the name %s cannot be expressed in this locale".formatted(text) + LOCALE, e);
      }
      throw new FaceGanException("no file can have this name: " + e.getMessage(), e);
    }
  }

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
          "%s: the path is empty; name a file or folder, or \".\" for the current folder"
              .formatted(what));
    }
    return inThisFolder(path);
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
      if (isKnownByItsText(path)) {
        return path;
      }
      throw new FaceGanException(
          "%s %s cannot be expressed in this locale".formatted(what, path) + LOCALE);
    }
    throw new FaceGanException(
        "%s %s: the path is not on disk but in a file system of its own (%s:); %s"
            .formatted(what, path, path.getFileSystem().provider().getScheme(), remedy));
  }

  /** Returns whether a path is of the file system that the text of paths stands for. */
  static boolean isOnDisk(Path path) {
    return path.getFileSystem() == FileSystems.getDefault();
  }

  /** Returns whether a text is the name of a place that is the same from every folder. */
  public static boolean isAbsolute(String text) {
    try {
      return Path.of(text).isAbsolute();
    } catch (InvalidPathException unknown) {
      return false;
    }
  }

  /** Returns whether the text of a path names the same file here. */
  static boolean isKnownByItsText(Path path) {
    return isOnDisk(path) && !isBeyond(characters(), path.toString());
  }

  /**
   * Returns whether a name has characters that the names of files cannot have here, among them
   * those that Java could not read.
   */
  static boolean isBeyond(Charset characters, String name) {
    return name.indexOf(UNKNOWN) >= 0 && !characters.newEncoder().canEncode(name);
  }

  // Java finds nothing by a relative path if it could not read the name of the current folder.
  private static Path inThisFolder(Path path) {
    if (isOnDisk(path) && !path.isAbsolute() && !Files.isDirectory(Path.of("."))) {
      throw new FaceGanException(
          "%s is in the current folder %s, which is gone or cannot be expressed in this locale"
                  .formatted(path, Path.of("").toAbsolutePath())
              + LOCALE);
    }
    return path;
  }

  /** Returns the character set of the names of files. */
  private static Charset characters() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding"));
    } catch (IllegalArgumentException unknown) {
      return Charset.defaultCharset();
    }
  }

  private GivenPath() {}
}
