package io.facegan.internal.util;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's folder, in which this program, JavaCPP, JNA and Java's fonts keep what they unpack or
 * work out. A user id without a name, as containers have them, has none: Java then says {@code ?},
 * which all would take for a folder in the current one.
 */
public final class UserHome {
  private static final Logger LOG = LoggerFactory.getLogger(UserHome.class);
  private static final String HOME = "user.home";
  private static final String NATIVES = "org.bytedeco.javacpp.cachedir";

  /**
   * Sees to it that there is a user's folder, and a place in it for native libraries, before
   * anything is kept there: else it is {@code $HOME}, or a folder in the temporary one that belongs
   * to this user alone, and a warning says so.
   *
   * @throws io.facegan.error.FaceGanException if there is no temporary folder either
   */
  public static synchronized void prepare() {
    String home = System.getProperty(HOME, "");
    if (!canHold(home)) {
      Path other = instead(System.getenv());
      System.setProperty(HOME, other.toString());
      LOG.warn(
          "the home folder \"{}\" cannot hold files: caches and native libraries are kept in {};"
              + " -Duser.home names another",
          home,
          other);
    } else if (System.getProperty(NATIVES) == null && !canHold(home + "/.javacpp/cache")) {
      Path other = temporary().resolve("javacpp");
      System.setProperty(NATIVES, other.toString());
      LOG.warn(
          "nothing can be written in {}: native libraries are kept in {}; -D{} names another",
          home,
          other,
          NATIVES);
    }
  }

  static Path instead(Map<String, String> environment) {
    String named = environment.getOrDefault("HOME", "");
    return canHold(named) ? Path.of(named) : temporary();
  }

  /** Returns whether a folder is there or can be made, and files in it. */
  static boolean canHold(String folder) {
    if (!GivenPath.isAbsolute(folder)) {
      return false;
    }
    Path standing = OutputPlaces.standing(Path.of(folder));
    return Files.isDirectory(standing) && Files.isWritable(standing);
  }

  /** Returns a folder for all processes of this user, and no other's. */
  private static Path temporary() {
    try {
      Path fresh = TemporaryFiles.newFolder();
      Path shared = fresh.resolveSibling("facegan-" + user(fresh));
      try {
        return Files.move(fresh, shared);
      } catch (FileSystemException there) {
        if (!isOurs(shared, fresh)) {
          // Somebody else's, who could put other libraries there.
          return fresh;
        }
        PathUtils.deleteDirectory(fresh);
        return shared;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a temporary folder (%s)".formatted(WriteFailure.reason(e)), e);
    }
  }

  private static Object user(Path own) throws IOException {
    try {
      return Files.getAttribute(own, "unix:uid");
    } catch (UnsupportedOperationException otherSystem) {
      return System.getProperty("user.name");
    }
  }

  private static boolean isOurs(Path folder, Path own) throws IOException {
    try {
      PosixFileAttributes there = attributes(folder);
      return there.isDirectory()
          && there.owner().equals(attributes(own).owner())
          && PosixFilePermissions.toString(there.permissions()).equals("rwx------");
    } catch (UnsupportedOperationException otherSystem) {
      // Where the temporary folder is the user's own.
      return true;
    }
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private UserHome() {}
}
