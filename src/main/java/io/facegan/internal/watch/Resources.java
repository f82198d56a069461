package io.facegan.internal.watch;

import io.facegan.internal.util.HtmlText;
import io.facegan.internal.util.ResourceText;

/** The files of this room. */
final class Resources {
  static String text(String name) {
    return ResourceText.beside(Resources.class, name);
  }

  /** Returns a file with its slots filled with texts, escaped: names and values in turn. */
  static String fill(String name, String... texts) {
    String filled = text(name);
    for (int i = 0; i < texts.length; i += 2) {
      filled = filled.replace("{{" + texts[i] + "}}", HtmlText.escape(texts[i + 1]));
    }
    return filled;
  }

  private Resources() {}
}
