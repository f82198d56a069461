package io.facegan.internal.check;

import io.facegan.internal.util.Text;
import java.util.Arrays;

/** A table of counts, each with a bar that shows its share. */
final class PageTable {
  private final String caption;
  private final int all;
  private final StringBuilder rows = new StringBuilder();

  PageTable(String caption, int all) {
    this.caption = caption;
    this.all = all;
  }

  void row(String what, int count) {
    rows.append(
        Text.format(
            "<tr><th scope=\"row\">%s</th><td>%,d</td>"
                + "<td class=\"share\"><span style=\"width:%.1f%%\"></span></td></tr>%n",
            Html.escaped(what), count, 100.0 * count / all));
  }

  /** Adds what is left in one row, if anything is. */
  void rest(int[] counts, String noun) {
    if (counts.length > 0) {
      row(Text.count(counts.length, "other " + noun), Arrays.stream(counts).sum());
    }
  }

  /** Returns the table, or nothing if it has no row. */
  @Override
  public String toString() {
    return rows.isEmpty()
        ? ""
        : "<table><caption>%s</caption>%n<tbody>%n%s</tbody></table>%n".formatted(caption, rows);
  }
}
