package io.facegan.internal.check;

import io.facegan.internal.util.Text;

/** Collects lines of plain text. */
final class Lines {
  /** The maximum length of a line, unless a single word is longer. */
  static final int WIDTH = 100;

  private static final int LONGEST_NAME = 60;

  private final StringBuilder text = new StringBuilder();

  void add(String line) {
    text.append(line).append('\n');
  }

  void heading(String heading) {
    text.append('\n').append(heading).append('\n');
  }

  void count(int count, String label) {
    wrap(Text.format("%11s  ", Text.format("%,d", count)), label);
  }

  /** Adds a prefix and words, on as many lines as needed, all indented by the prefix. */
  void wrap(String prefix, String words) {
    StringBuilder line = new StringBuilder(prefix);
    boolean first = true;
    for (String word : words.split(" ")) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        add(line.toString());
        line = new StringBuilder(" ".repeat(prefix.length()));
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    add(line.toString());
  }

  /** Removes the middle of a long name. */
  static String shorten(String name) {
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
