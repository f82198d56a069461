package io.facegan.cli;

import io.facegan.error.FaceGanException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory, and how it was written on a command line. */
record ByteCount(long bytes, String text) {
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,8})([kmg])");
  private static final String UNITS = "kmg";
  private static final int BITS = 10;

  /** Reads {@code 8g}, {@code 900m} or {@code 4096k}, in units of 1,024. */
  static ByteCount parse(String text) {
    Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new FaceGanException(
          "\"" + text + "\" is no amount of memory: expected for example 8g or 900m");
    }
    int shift = BITS * (UNITS.indexOf(size.group(2)) + 1);
    return new ByteCount(Long.parseLong(size.group(1)) << shift, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
