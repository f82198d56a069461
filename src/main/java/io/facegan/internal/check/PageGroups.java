package io.facegan.internal.check;

import io.facegan.internal.util.Text;
import java.util.List;

/** The groups of near-duplicates on the page. */
final class PageGroups {
  private static final int NAMED_MEMBERS = 50;

  private final Findings found;

  PageGroups(Findings found) {
    this.found = found;
  }

  void addTo(StringBuilder page) {
    if (found.duplicates().isEmpty()) {
      page.append("<p>There are none.</p>\n");
      return;
    }
    page.append(
        Text.format(
            "<p>%s of pictures that are alike but for size, quality, brightness or colour; if only"
                + " the first of each is kept, %s can be left out. Look before you delete: what is"
                + " compared is light and dark, at 17x17 pixels.</p>\n<ol class=\"groups\">\n",
            Text.count(found.duplicates().size(), "group"),
            Text.count(found.repeats(), "picture")));
    found.duplicates().forEach(group -> group(group, page));
    page.append("</ol>\n");
  }

  private static void group(List<Member> group, StringBuilder page) {
    page.append("<li>");
    List<Member> shown = group.stream().filter(m -> m.thumbnail().isPresent()).toList();
    for (Member member : shown) {
      page.append("<figure>")
          .append(Html.image(member.thumbnail().orElseThrow(), 1, member.name()))
          .append("<figcaption>")
          .append(words(member))
          .append("</figcaption></figure>");
    }
    List<Member> named =
        group.stream().filter(m -> m.thumbnail().isEmpty()).limit(NAMED_MEMBERS).toList();
    if (!named.isEmpty()) {
      page.append("<p>")
          .append(shown.isEmpty() ? "" : "and ")
          .append(String.join(", ", named.stream().map(PageGroups::words).toList()));
      int more = group.size() - shown.size() - named.size();
      page.append(more == 0 ? "" : Text.format(" and %,d more", more)).append("</p>");
    }
    page.append("</li>\n");
  }

  private static String words(Member member) {
    return Html.name(member.name()) + " <small>" + member.size() + "</small>";
  }
}
