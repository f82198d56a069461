package io.facegan.data;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.ImageFormat;
import io.facegan.internal.util.Text;
import java.util.Locale;
import java.util.Set;

/** Decides by name which files of a collection are candidate images. */
final class Names {
  /** Other than dotfiles; in lower case. */
  private static final Set<String> LEFT =
      Set.of(
          // macOS
          "__macosx",
          "network trash folder",
          "temporary items",
          "icon\r",
          // Windows
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "$recycle.bin",
          "recycler",
          "system volume information",
          // Linux
          "lost+found",
          // network drives
          "@eadir",
          "@tmp",
          "@recycle",
          "#recycle",
          "#snapshot",
          // Picasa
          "picasa.ini");

  /** The ending of folders in which Lightroom keeps previews. */
  private static final String PREVIEWS = ".lrdata";

  private Names() {}

  static boolean isImage(String path) {
    return ImageFormat.anyFits(last(path));
  }

  /**
   * Returns whether any part of a path is a dotfile or is what systems and programs leave beside
   * the user's files.
   */
  static boolean isHidden(String path) {
    for (String part : path.split("/")) {
      boolean upwards = part.equals(".") || part.equals("..");
      String lower = part.toLowerCase(Locale.ROOT);
      if (part.startsWith(".") && !upwards || LEFT.contains(lower) || lower.endsWith(PREVIEWS)) {
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
