package io.facegan.internal.util;

import java.io.File;
import java.util.Locale;

/** Formats messages the same way wherever the machine stands. */
public final class Text {
  private static final String DISTURBING =
      "[\\s\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+";

  private Text() {}

  /** Formats with the rules of no country. */
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** Returns {@code 1 image} or {@code 1,340 images}. */
  public static String count(long count, String noun) {
    return format("%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** Returns a number of bytes as people say it: {@code 65.9 MB}, {@code 9.8 GB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000_000) {
      return format("%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000 ? format("%.1f MB", bytes / 1e6) : format("%.1f GB", bytes / 1e9);
  }

  /**
   * Returns a text of bearable length without line breaks, other control characters, and those that
   * change the direction of writing for what follows.
   */
  public static String oneLine(String text) {
    String line = text.replaceAll(DISTURBING, " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 297) + "...";
  }

  /** Returns an argument of a command as this system's shell takes it. */
  public static String quoted(String argument) {
    if (argument.matches("[\\w@%+=:,./\\\\-]+")) {
      return argument;
    }
    return File.separatorChar == '\\'
        ? '"' + argument + '"'
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
