package io.facegan.internal.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What a chart shows.
 *
 * @param id of small letters, hyphens and spaces
 * @param place where it stands on the page
 * @param unit may be empty
 * @param log whether the values span decades
 * @param level a value to compare with, drawn as a broken line, or null
 * @param levelName what that value is
 * @param marks steps at which something happened
 */
record Chart(
    String id,
    String place,
    String title,
    String unit,
    boolean log,
    Double level,
    String levelName,
    List<Line> lines,
    List<Mark> marks) {
  static final String MAIN = "main";
  static final String FIGURES = "figures";
  static final String MORE = "more";
  static final String MACHINE = "machine";
  static final List<String> PLACES = List.of(MAIN, FIGURES, MORE, MACHINE);

  /**
   * A line.
   *
   * @param style {@code d}, {@code g} or a number, which decides the colour
   */
  record Line(String name, String style, Points points) {}

  /** Something that happened at a step. */
  record Mark(long step, String words) {}

  /**
   * Returns a chart without lines to lay those of several runs over each other.
   *
   * @param part which of several lines it is for, else empty
   */
  Chart overlay(String newId, String part) {
    String name = part.isEmpty() ? title : title + ", " + part;
    Double common = place.equals(MAIN) ? level : null;
    return new Chart(
        newId, place, name, unit, log, common, levelName, new ArrayList<>(), List.of());
  }
}
