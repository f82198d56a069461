package io.facegan.data;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.ImageFormat;
import io.facegan.internal.util.Text;

/** Decides by name which files of a collection are candidate images. */
final class Names {
  private Names() {}

  static boolean isImage(String path) {
    return ImageFormat.anyFits(last(path));
  }

  /** Returns whether any part of a path is a dotfile or the metadata folder of macOS zips. */
  static boolean isHidden(String path) {
    for (String part : path.split("/")) {
      boolean upwards = part.equals(".") || part.equals("..");
      if (part.startsWith(".") && !upwards || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  /** Returns the note of describe() about ignored files; empty if there are none. */
  static String ignored(int count) {
    return count == 0 ? "" : " (" + Text.count(count, "other file") + " ignored)";
  }

  /** Adds the trait MISNAMED if the file name claims another format. */
  static SourceImage compare(SourceImage image, String path) {
    for (ImageFormat format : ImageFormat.values()) {
      if (format.label().equals(image.format())) {
        return format.fits(last(path)) ? image : image.with(ImageTrait.MISNAMED);
      }
    }
    return image;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
