package io.facegan.runtime;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SLURM's short form of host names, such as {@code n[01-03,07],gpu1}. */
final class HostList {
  private static final int MOST = 10_000;

  /** A name up to the next comma outside of brackets. */
  private static final Pattern NAME = Pattern.compile("(?:[^,\\[\\]\\s]|\\[[^\\[\\]\\s]*])+");

  private static final Pattern BRACKETS = Pattern.compile("([^\\[]*)\\[([^]]*)](.*)");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  /**
   * Returns the names in their order.
   *
   * @param variable that holds the list, for errors
   */
  static List<String> expand(String variable, String list) {
    List<String> hosts = new ArrayList<>();
    Matcher names = NAME.matcher(list);
    int end = -1;
    while (names.find()) {
      boolean joined = names.start() == end + 1 && (end < 0 || list.charAt(end) == ',');
      if (!joined || !expand(names.group(), hosts)) {
        throw unreadable(variable, list);
      }
      end = names.end();
    }
    if (end != list.length()) {
      throw unreadable(variable, list);
    }
    return hosts;
  }

  /** Returns whether it can be understood. */
  private static boolean expand(String name, List<String> into) {
    Matcher parts = BRACKETS.matcher(name);
    if (!parts.matches()) {
      return into.size() < MOST && into.add(name);
    }
    for (String range : parts.group(2).split(",", -1)) {
      Matcher ends = RANGE.matcher(range);
      if (!ends.matches()) {
        return false;
      }
      String first = ends.group(1);
      int last = Integer.parseInt(ends.group(2) == null ? first : ends.group(2));
      if (last < Integer.parseInt(first)) {
        return false;
      }
      for (int i = Integer.parseInt(first); i <= last; i++) {
        String digits = Integer.toString(i);
        String padded = "0".repeat(Math.max(0, first.length() - digits.length())) + digits;
        if (!expand(parts.group(1) + padded + parts.group(3), into)) {
          return false;
        }
      }
    }
    return true;
  }

  private static FaceGanException unreadable(String variable, String list) {
    return new FaceGanException(
        "%s is \"%s\": expected at most %,d names such as n[01-03,07],gpu1"
            .formatted(variable, list, MOST));
  }

  private HostList() {}
}
