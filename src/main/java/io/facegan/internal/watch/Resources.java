package io.facegan.internal.watch;

import io.facegan.internal.util.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of this room. */
final class Resources {
  static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the library's own jar", e);
    }
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
