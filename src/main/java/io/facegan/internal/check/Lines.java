package io.facegan.internal.check;

import io.facegan.internal.util.Text;

/** Lines of text for people. */
final class Lines {
  /** The most characters a line has, unless a single word has more. */
  static final int WIDTH = 100;

  private static final int LONGEST_NAME = 60;

  private final StringBuilder text = new StringBuilder();

  /** Adds a line as it is. */
  void add(String line) {
    text.append(line).append('\n');
  }

  /** Adds an empty line and a heading. */
  void heading(String heading) {
    text.append('\n').append(heading).append('\n');
  }

  /** Adds a line that begins with a number. */
  void count(int count, String what) {
    wrap(Text.format("%11s  ", Text.format("%,d", count)), what);
  }

  /** Adds words after a beginning, on as many lines as they need, the others indented alike. */
  void wrap(String beginning, String words) {
    StringBuilder line = new StringBuilder(beginning);
    boolean first = true;
    for (String word : words.split(" ")) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        add(line.toString());
        line = new StringBuilder(" ".repeat(beginning.length()));
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    add(line.toString());
  }

  /** Returns a name without its middle, if it is long. */
  static String shortened(String name) {
    int half = LONGEST_NAME / 2 - 2;
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, half) + "..." + name.substring(name.length() - half);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
