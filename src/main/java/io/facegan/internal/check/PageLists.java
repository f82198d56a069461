package io.facegan.internal.check;

import io.facegan.internal.data.Skipped;
import io.facegan.internal.util.Text;
import java.util.List;

/** The pictures on the page that are named and not shown. */
final class PageLists {
  /** Lists are open up to this length and can be opened if they are longer. */
  private static final int OPEN = 10;

  private final StringBuilder page;

  PageLists(StringBuilder page) {
    this.page = page;
  }

  void skipped(List<Skipped> skipped) {
    if (skipped.isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>Cannot be used and are skipped</h2>\n");
    Reasons.of(skipped)
        .forEach(
            (reason, names) -> {
              page.append("<h3>")
                  .append(pictures(names))
                  .append(": ")
                  .append(Html.escaped(reason))
                  .append("</h3>\n");
              names("names", names);
            });
    page.append("</section>\n");
  }

  void blank(List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>Blank</h2>\n<p>")
        .append(pictures(names))
        .append(" of nothing but one shade, which a network would learn to draw, too.</p>\n");
    names("names", names);
    page.append("</section>\n");
  }

  /** Adds names that open under a few words. */
  void names(String summary, List<String> names) {
    page.append(names.size() <= OPEN ? "<details open=\"open\">" : "<details>")
        .append("<summary>")
        .append(summary)
        .append("</summary>\n<ul class=\"names\">\n");
    names.forEach(name -> page.append("<li>").append(Html.name(name)).append("</li>\n"));
    page.append("</ul>\n</details>\n");
  }

  private static String pictures(List<String> names) {
    return Text.count(names.size(), "picture");
  }
}
