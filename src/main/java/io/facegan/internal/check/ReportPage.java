package io.facegan.internal.check;

import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.util.Optional;

/** A report as a web page. */
final class ReportPage {
  private static final int SIZES = 12;
  private static final int SHEET_COLUMNS = 8;

  private final Findings found;
  private final StringBuilder page = new StringBuilder();

  ReportPage(Findings found, Optional<Suggestion> suggestion) {
    this.found = found;
    String title = "Picture check: " + found.collection();
    add(
        """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>Picture check</h1>
        """,
        Html.escaped(title), PageStyle.CSS);
    summary();
    suggestion.ifPresent(this::suggest);
    if (found.usable() > 0) {
      pictures();
      counts();
    }
    PageLists lists = new PageLists(page);
    lists.skipped(found.skipped());
    if (found.usable() > 0) {
      lists.blank(found.blank());
      duplicates();
    }
    add("</main>\n</body>\n</html>\n");
  }

  private void summary() {
    add("<p>%s</p>\n<dl class=\"numbers\">\n", Html.name(found.collection()));
    number(found.pictures(), "pictures");
    number(found.usable(), "can be used");
    number(found.skipped().size(), "are skipped");
    number(found.enlarged(), "are enlarged");
    number(found.repeats(), "near-duplicates");
    number(found.blank().size(), "blank");
    add("</dl>\n");
  }

  private void number(int count, String what) {
    add("<div><dt>%s</dt><dd>%s</dd></div>\n", what, Text.format("%,d", count));
  }

  private void suggest(Suggestion suggestion) {
    add("<section class=\"suggestion\">\n<h2>Suggestion</h2>\n");
    add("<p><code>%s</code></p>\n<ul>\n", Html.escaped(String.join(" ", suggestion.options())));
    suggestion.reasons().forEach(reason -> add("<li>%s</li>\n", withOptions(reason)));
    add("</ul>\n</section>\n");
  }

  private void pictures() {
    ImageShape shape = found.packing().shape();
    String how =
        "%dx%d, <code>--framing %s</code>"
            .formatted(shape.height(), shape.width(), found.packing().framing());
    add("<section>\n<h2>As the network sees them</h2>\n");
    add("<p>%s</p>\n<div class=\"pictures\">\n", how);
    int shown = found.sheet().count();
    if (shown > 0) {
      int columns = Math.min(SHEET_COLUMNS, shown);
      String what = Text.count(shown, "picture") + " spread over the collection";
      String alternative = what + ", %d in a row".formatted(columns);
      add("<figure class=\"sheet\">%s", Html.image(found.sheet(), columns, alternative));
      add("<figcaption>%s\n", what);
      new PageLists(page).names("names, row by row", found.sheetNames());
      add("</figcaption></figure>\n");
    }
    add(
        "<figure class=\"mean\">%s<figcaption>The mean of all %s: the sharper it is, the better the"
            + " faces are aligned</figcaption></figure>\n",
        Html.image(found.mean(), 1, "Mean of all framed pictures"),
        Text.format("%,d", found.usable()));
    add("</div>\n</section>\n");
  }

  private void counts() {
    add("<section>\n<h2>Sizes and formats</h2>\n<div class=\"tables\">\n");
    PageTable sizes = new PageTable("Sizes, width x height", found.usable());
    found.sizes().stream().limit(SIZES).forEach(size -> sizes.row(size.words(), size.count()));
    sizes.rest(found.sizes().stream().skip(SIZES).mapToInt(SizeCount::count).toArray(), "size");
    PageTable formats = new PageTable("Formats", found.usable());
    found.formats().forEach(formats::row);
    PageTable traits = new PageTable("Peculiarities", found.usable());
    found.traits().forEach((trait, count) -> traits.row(trait.words(), count));
    if (found.colourless() > 0) {
      traits.row("without colour, however they are stored", found.colourless());
    }
    add("%s%s%s</div>\n</section>\n", sizes, formats, traits);
  }

  private void duplicates() {
    add("<section>\n<h2>Near-duplicates</h2>\n");
    new PageGroups(found).addTo(page);
    add("</section>\n");
  }

  /** Sets the options of the command line as such. */
  private static String withOptions(String reason) {
    return Html.escaped(reason)
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
