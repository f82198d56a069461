package io.facegan.data;

import java.util.Locale;

/** Formats messages the same way wherever the machine stands. */
final class Text {
  private Text() {}

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** Returns {@code 1 picture} or {@code 1,340 pictures}. */
  static String count(long count, String noun) {
    return format("%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
