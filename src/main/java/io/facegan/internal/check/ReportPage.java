package io.facegan.internal.check;

import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.internal.util.HtmlText;
import io.facegan.internal.util.ResourceText;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.util.Optional;

/** A report as a web page. */
final class ReportPage {
  private static final int SIZES = 12;
  private static final int LABELS = 20;
  private static final int SHEET_COLUMNS = 8;

  private final CollectionReport report;
  private final StringBuilder page = new StringBuilder();

  ReportPage(CollectionReport report, Optional<LabelsReport> labels) {
    this.report = report;
    add(
        """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>Image check: %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>Image check</h1>
        """,
        HtmlText.escape(report.collection()), ResourceText.beside(ReportPage.class, "report.css"));
    PageLists lists = new PageLists(page);
    summary();
    report.suggestion().ifPresent(this::suggestion);
    if (report.usable() > 0) {
      images(lists);
      counts();
      labels.ifPresent(this::labels);
    }
    lists.skipped(report);
    if (report.usable() > 0) {
      lists.blank(report.blank());
      lists.duplicates(report);
    }
    add("</main>\n</body>\n</html>\n");
  }

  private void summary() {
    add("<p>%s</p>\n<dl class=\"numbers\">\n", Html.name(report.collection()));
    number(report.images(), "images");
    number(report.usable(), "can be used");
    number(report.skipped().size(), "are skipped");
    number(report.enlarged(), "are enlarged");
    number(report.redundant(), "near-duplicates");
    number(report.blank().size(), "blank");
    add("</dl>\n");
  }

  private void number(int count, String label) {
    add("<div><dt>%s</dt><dd>%s</dd></div>\n", label, Text.format("%,d", count));
  }

  private void suggestion(Suggestion suggestion) {
    add("<section class=\"suggestion\">\n<h2>Suggestion</h2>\n");
    add("<p><code>%s</code></p>\n<ul>\n", HtmlText.escape(String.join(" ", suggestion.options())));
    suggestion.reasons().forEach(reason -> add("<li>%s</li>\n", withOptions(reason)));
    add("</ul>\n</section>\n");
  }

  private void images(PageLists lists) {
    ImageShape shape = report.packing().shape();
    add("<section>\n<h2>As the network sees them</h2>\n");
    add(
        "<p>%dx%d, <code>--framing %s</code></p>\n<div class=\"images\">\n",
        shape.height(), shape.width(), report.packing().framing());
    int shown = report.contactSheet().count();
    if (shown > 0) {
      int columns = Math.min(SHEET_COLUMNS, shown);
      String caption = Text.count(shown, "image") + " spread over the collection";
      String alternative = caption + ", %d in a row".formatted(columns);
      add("<figure class=\"sheet\">%s", Html.image(report.contactSheet(), columns, alternative));
      add("<figcaption>%s\n", caption);
      lists.names("names, row by row", report.sheetNames());
      add("</figcaption></figure>\n");
    }
    add(
        "<figure class=\"mean\">%s<figcaption>The mean of all %,d: the sharper it is, the better"
            + " the faces are aligned</figcaption></figure>\n",
        Html.image(report.meanFace(), 1, "Mean of all framed images"), report.usable());
    add("</div>\n</section>\n");
  }

  private void counts() {
    add("<section>\n<h2>Sizes and formats</h2>\n<div class=\"tables\">\n");
    Table sizes = new Table();
    report.sizes().stream().limit(SIZES).forEach(size -> sizes.row(size.size(), size.count()));
    int others = report.sizes().size() - SIZES;
    if (others > 0) {
      sizes.row(
          Text.count(others, "other size"),
          report.sizes().stream().skip(SIZES).mapToInt(SizeCount::count).sum());
    }
    Table formats = new Table();
    report.formats().forEach(formats::row);
    Table traits = new Table();
    report.traits().forEach((trait, count) -> traits.row(trait.description(), count));
    if (report.colourless() > 0) {
      traits.row(ReportText.COLOURLESS, report.colourless());
    }
    sizes.add("Sizes, width x height");
    formats.add("Formats");
    traits.add("Properties");
    add("</div>\n</section>\n");
  }

  private void labels(LabelsReport labels) {
    add(
        "<section>\n<h2>Labels</h2>\n<p>By <code>%s</code>, all images counted</p>\n",
        HtmlText.escape(labels.labelling().toString()));
    Table counts = new Table();
    int shown = Math.min(LABELS, labels.names().size());
    for (int i = 0; i < shown; i++) {
      counts.row(labels.names().get(i), labels.counts().get(i), report.images());
    }
    add("<div class=\"tables\">\n");
    counts.add(
        shown == labels.names().size()
            ? "Images of each"
            : Text.format("Images of the first %,d of %,d", shown, labels.names().size()));
    add("</div>\n<ul>\n");
    labels.lines().forEach(line -> add("<li>%s</li>\n", HtmlText.escape(line)));
    add("</ul>\n</section>\n");
  }

  /** A table of counts, each with a bar that shows its share. */
  private final class Table {
    private final StringBuilder rows = new StringBuilder();

    void row(String label, int count) {
      row(label, count, report.usable());
    }

    void row(String label, int count, int all) {
      rows.append(
          Text.format(
              "<tr><th scope=\"row\">%s</th><td>%,d</td>"
                  + "<td class=\"share\"><span style=\"width:%.1f%%\"></span></td></tr>\n",
              HtmlText.escape(label), count, 100.0 * count / all));
    }

    void add(String caption) {
      if (!rows.isEmpty()) {
        ReportPage.this.add(
            "<table><caption>%s</caption>\n<tbody>\n%s</tbody></table>\n", caption, rows);
      }
    }
  }

  /** Marks the command line's options as code. */
  private static String withOptions(String reason) {
    return HtmlText.escape(reason)
        .replaceAll("--(?:grey|mirror)|--(?:networks|size|framing) [\\w:,]+", "<code>$0</code>");
  }

  private void add(String pattern, Object... values) {
    page.append(values.length == 0 ? pattern : Text.format(pattern, values));
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
