package io.facegan.internal.check;

import io.facegan.internal.check.CollectionReport.Duplicate;
import io.facegan.internal.util.HtmlText;
import io.facegan.internal.util.Text;
import java.util.List;

/** The sections of the report page that list images by name. */
final class PageLists {
  /** Longer lists are collapsed at first. */
  private static final int OPEN = 10;

  private static final int NAMED_DUPLICATES = 50;

  private final StringBuilder page;

  PageLists(StringBuilder page) {
    this.page = page;
  }

  void skipped(CollectionReport report) {
    if (report.skipped().isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>Cannot be used and are skipped</h2>\n");
    report
        .skippedByReason()
        .forEach(
            (reason, names) -> {
              page.append("<h3>")
                  .append(Text.count(names.size(), "image"))
                  .append(": ")
                  .append(HtmlText.escape(reason))
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
        .append(Text.count(names.size(), "image"))
        .append(" of a single shade. A network would learn to generate these, too.</p>\n");
    names("names", names);
    page.append("</section>\n");
  }

  /** Adds a list of names that opens and closes at a click on its summary. */
  void names(String summary, List<String> names) {
    page.append(names.size() <= OPEN ? "<details open=\"open\">" : "<details>")
        .append("<summary>")
        .append(summary)
        .append("</summary>\n<ul class=\"names\">\n");
    names.forEach(name -> page.append("<li>").append(Html.name(name)).append("</li>\n"));
    page.append("</ul>\n</details>\n");
  }

  void duplicates(CollectionReport report) {
    page.append("<section>\n<h2>Near-duplicates</h2>\n");
    if (report.duplicates().isEmpty()) {
      page.append("<p>There are none.</p>\n");
    } else {
      page.append(
          Text.format(
              "<p>%s of images that differ only in size, quality, brightness or colour. To keep"
                  + " only the first of each, remove %s. Look at them first: the comparison uses"
                  + " brightness at 17x17 pixels and nothing else.</p>\n<ol class=\"groups\">\n",
              Text.count(report.duplicates().size(), "group"),
              Text.count(report.redundant(), "image")));
      report.duplicates().forEach(this::group);
      page.append("</ol>\n");
    }
    page.append("</section>\n");
  }

  private void group(List<Duplicate> group) {
    page.append("<li>");
    List<Duplicate> shown = group.stream().filter(d -> d.thumbnail().isPresent()).toList();
    for (Duplicate duplicate : shown) {
      page.append("<figure>")
          .append(Html.image(duplicate.thumbnail().orElseThrow(), 1, duplicate.name()))
          .append("<figcaption>")
          .append(nameAndSize(duplicate))
          .append("</figcaption></figure>");
    }
    List<Duplicate> named =
        group.stream().filter(d -> d.thumbnail().isEmpty()).limit(NAMED_DUPLICATES).toList();
    if (!named.isEmpty()) {
      page.append("<p>")
          .append(shown.isEmpty() ? "" : "and ")
          .append(String.join(", ", named.stream().map(PageLists::nameAndSize).toList()));
      int more = group.size() - shown.size() - named.size();
      page.append(more == 0 ? "" : Text.format(" and %,d more", more)).append("</p>");
    }
    page.append("</li>\n");
  }

  private static String nameAndSize(Duplicate duplicate) {
    return Html.name(duplicate.name()) + " <small>" + duplicate.size() + "</small>";
  }
}
