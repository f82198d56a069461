package io.facegan.internal.check;

import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as lines of text. */
final class ReportText {
  private static final int SIZES = 8;
  private static final int GROUPS = 5;
  private static final int REASONS = 10;
  private static final int NAMES = 3;

  private final Findings found;
  private final Lines lines = new Lines();

  ReportText(Findings found, Optional<Suggestion> suggestion) {
    this.found = found;
    lines.wrap("", Text.count(found.pictures(), "picture") + " in " + found.collection());
    if (found.usable() > 0) {
      sizes();
      formats();
      framing();
    }
    skipped();
    if (found.usable() > 0) {
      blank();
      duplicates();
    }
    suggestion.ifPresent(this::suggest);
  }

  private void sizes() {
    lines.heading("Sizes, width x height");
    found.sizes().stream().limit(SIZES).forEach(size -> lines.count(size.count(), size.words()));
    if (found.sizes().size() > SIZES) {
      int shown = found.sizes().stream().limit(SIZES).mapToInt(SizeCount::count).sum();
      lines.count(
          found.usable() - shown, "of " + Text.count(found.sizes().size() - SIZES, "other size"));
    }
  }

  private void formats() {
    lines.heading("Formats and peculiarities");
    found.formats().forEach((format, count) -> lines.count(count, format));
    found.traits().forEach((trait, count) -> lines.count(count, trait.words()));
    if (found.colourless() > 0) {
      lines.count(found.colourless(), "without colour, however they are stored");
    }
  }

  private void framing() {
    ImageShape shape = found.packing().shape();
    lines.heading(
        "As the network sees them: %dx%d, --framing %s"
            .formatted(shape.height(), shape.width(), found.packing().framing()));
    lines.count(found.usable(), "can be used");
    lines.count(found.enlarged(), "of them enlarged, being smaller than that");
  }

  private void skipped() {
    if (found.skipped().isEmpty()) {
      return;
    }
    lines.heading("Cannot be used and are skipped");
    Map<String, List<String>> reasons = Reasons.of(found.skipped());
    reasons.entrySet().stream()
        .limit(REASONS)
        .forEach(
            entry -> {
              lines.count(entry.getValue().size(), entry.getKey());
              lines.wrap(" ".repeat(15), some(shortened(entry.getValue())));
            });
    if (reasons.size() > REASONS) {
      int more = reasons.values().stream().skip(REASONS).mapToInt(List::size).sum();
      lines.count(more, "for other reasons, all in the HTML report");
    }
  }

  private void blank() {
    if (!found.blank().isEmpty()) {
      lines.heading("Blank: nothing but one shade");
      lines.count(found.blank().size(), some(shortened(found.blank())));
    }
  }

  private void duplicates() {
    lines.heading("Near-duplicates: alike but for size, quality, brightness or colour");
    if (found.duplicates().isEmpty()) {
      lines.count(0, "groups");
      return;
    }
    lines.count(
        found.repeats(),
        Text.format(
            "of %,d pictures in %s can be left out",
            found.repeats() + found.duplicates().size(),
            Text.count(found.duplicates().size(), "group")));
    found.duplicates().stream().limit(GROUPS).forEach(this::group);
    if (found.duplicates().size() > GROUPS) {
      lines.add(" ".repeat(13) + "all groups are in the HTML report");
    }
  }

  private void group(List<Member> group) {
    List<String> names =
        group.stream().map(m -> Lines.shortened(m.name()) + " (" + m.size() + ")").toList();
    lines.wrap(" ".repeat(13) + "keep ", names.get(0));
    lines.wrap(" ".repeat(13) + "not  ", some(names.subList(1, names.size())));
  }

  private void suggest(Suggestion suggestion) {
    lines.heading("Suggestion");
    lines.wrap("    ", String.join(" ", suggestion.options()));
    suggestion.reasons().forEach(reason -> lines.wrap("  - ", reason));
  }

  private static List<String> shortened(List<String> names) {
    return names.stream().map(Lines::shortened).toList();
  }

  private static String some(List<String> names) {
    String some = names.stream().limit(NAMES).collect(Collectors.joining(", "));
    return names.size() <= NAMES
        ? some
        : Text.format("%s and %,d more", some, names.size() - NAMES);
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
