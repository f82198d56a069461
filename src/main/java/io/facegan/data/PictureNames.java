package io.facegan.data;

import java.util.Locale;
import java.util.Set;
import org.apache.commons.io.FilenameUtils;

/** Tells by their names which files of a collection are candidate pictures. */
final class PictureNames {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "gif");

  private PictureNames() {}

  static boolean isPicture(String name) {
    int slash = name.lastIndexOf('/');
    String extension = FilenameUtils.getExtension(name.substring(slash + 1));
    return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
  }

  /** Returns whether any part of a path is a dotfile or one of the copies that macOS zips add. */
  static boolean isHidden(String path) {
    for (String part : path.split("/")) {
      if (part.startsWith(".") || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  /** Returns what describe() says about files that were left out, or nothing if none were. */
  static String ignored(int count) {
    return count == 0 ? "" : " (" + Text.count(count, "other file") + " ignored)";
  }
}
