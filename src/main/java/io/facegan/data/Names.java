package io.facegan.data;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.ImageFormat;
import io.facegan.internal.util.Text;

/** Tells by their names which files of a collection are candidate pictures. */
final class Names {
  private Names() {}

  static boolean isPicture(String path) {
    return ImageFormat.anyFits(last(path));
  }

  /** Returns whether any part of a path is a dotfile or one of the copies that macOS zips add. */
  static boolean isHidden(String path) {
    for (String part : path.split("/")) {
      boolean upwards = part.equals(".") || part.equals("..");
      if (part.startsWith(".") && !upwards || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  /** Returns what describe() says about files that were left out, or nothing if none were. */
  static String ignored(int count) {
    return count == 0 ? "" : " (" + Text.count(count, "other file") + " ignored)";
  }

  /** Adds to a picture that its file's name promises another format, where it does. */
  static SourceImage compare(SourceImage picture, String path) {
    for (ImageFormat format : ImageFormat.values()) {
      if (format.label().equals(picture.format())) {
        return format.fits(last(path)) ? picture : picture.with(ImageTrait.MISNAMED);
      }
    }
    return picture;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
