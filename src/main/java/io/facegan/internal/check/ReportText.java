package io.facegan.internal.check;

import io.facegan.internal.check.CollectionReport.Duplicate;
import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as lines of text. */
final class ReportText {
  private static final int SIZES = 8;
  private static final int GROUPS = 5;
  private static final int REASONS = 10;
  private static final int NAMES = 3;

  /** The label of the images that show no colour. */
  static final String COLOURLESS = "without colour, stored as grey or not";

  private final CollectionReport report;
  private final Lines lines = new Lines();

  ReportText(CollectionReport report) {
    this.report = report;
    lines.wrap("", Text.count(report.images(), "image") + " in " + report.collection());
    if (report.usable() > 0) {
      sizes();
      formats();
      framing();
    }
    skipped();
    if (report.usable() > 0) {
      blank();
      duplicates();
    }
    report.suggestion().ifPresent(this::suggestion);
  }

  private void sizes() {
    lines.heading("Sizes, width x height");
    report.sizes().stream().limit(SIZES).forEach(size -> lines.count(size.count(), size.size()));
    if (report.sizes().size() > SIZES) {
      int shown = report.sizes().stream().limit(SIZES).mapToInt(SizeCount::count).sum();
      lines.count(
          report.usable() - shown, "of " + Text.count(report.sizes().size() - SIZES, "other size"));
    }
  }

  private void formats() {
    lines.heading("Formats and properties");
    report.formats().forEach((format, count) -> lines.count(count, format));
    report.traits().forEach((trait, count) -> lines.count(count, trait.description()));
    if (report.colourless() > 0) {
      lines.count(report.colourless(), COLOURLESS);
    }
  }

  private void framing() {
    ImageShape shape = report.packing().shape();
    lines.heading(
        "As the network sees them: %dx%d, --framing %s"
            .formatted(shape.height(), shape.width(), report.packing().framing()));
    lines.count(report.usable(), "can be used");
    lines.count(report.enlarged(), "of them are smaller and are enlarged");
  }

  private void skipped() {
    if (report.skipped().isEmpty()) {
      return;
    }
    lines.heading("Cannot be used and are skipped");
    Map<String, List<String>> reasons = report.skippedByReason();
    reasons.entrySet().stream()
        .limit(REASONS)
        .forEach(
            entry -> {
              lines.count(entry.getValue().size(), entry.getKey());
              lines.wrap(" ".repeat(15), firstOf(shorten(entry.getValue())));
            });
    if (reasons.size() > REASONS) {
      int more = reasons.values().stream().skip(REASONS).mapToInt(List::size).sum();
      lines.count(more, "for other reasons, listed in the HTML report");
    }
  }

  private void blank() {
    if (!report.blank().isEmpty()) {
      lines.heading("Blank: a single shade");
      lines.count(report.blank().size(), firstOf(shorten(report.blank())));
    }
  }

  private void duplicates() {
    lines.heading("Near-duplicates: differ only in size, quality, brightness or colour");
    if (report.duplicates().isEmpty()) {
      lines.count(0, "groups");
      return;
    }
    lines.count(
        report.redundant(),
        Text.format(
            "of %,d images in %s can be removed",
            report.redundant() + report.duplicates().size(),
            Text.count(report.duplicates().size(), "group")));
    report.duplicates().stream().limit(GROUPS).forEach(this::group);
    if (report.duplicates().size() > GROUPS) {
      lines.add(" ".repeat(13) + "the HTML report shows all groups");
    }
  }

  private void group(List<Duplicate> group) {
    List<String> names =
        group.stream().map(m -> Lines.shorten(m.name()) + " (" + m.size() + ")").toList();
    lines.wrap(" ".repeat(13) + "keep ", names.get(0));
    lines.wrap(" ".repeat(13) + "not  ", firstOf(names.subList(1, names.size())));
  }

  private void suggestion(Suggestion suggestion) {
    lines.heading("Suggestion");
    lines.wrap("    ", String.join(" ", suggestion.options()));
    suggestion.reasons().forEach(reason -> lines.wrap("  - ", reason));
  }

  private static List<String> shorten(List<String> names) {
    return names.stream().map(Lines::shorten).toList();
  }

  private static String firstOf(List<String> names) {
    String first = names.stream().limit(NAMES).collect(Collectors.joining(", "));
    return names.size() <= NAMES
        ? first
        : Text.format("%s and %,d more", first, names.size() - NAMES);
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
