package io.facegan.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which files are pages of the site, in the order of its navigation. */
record Contents(Path root, List<Entry> entries) {
  /**
   * A page.
   *
   * @param section of the navigation
   * @param name there; null for the page's title
   * @param source of its text, from the root; null if it is written from the program
   * @param file in the site
   */
  record Entry(String section, String name, Path source, String file) {}

  static final String OPTIONS = "options.html";

  private static final String START = "Start";
  private static final String HOW_TO = "How to";
  private static final String REFERENCE = "Reference";

  private static final List<String> ORDER =
      List.of(
          "pictures",
          "recipes",
          "gpu",
          "runs",
          "watching",
          "finetuning",
          "labels",
          "listeners",
          "models");

  private static final List<String> FOR_REFERENCE =
      List.of("diagnostics", "batch-norm", "stress", "releasing");

  /** Finds all pages below a root; a new file in docs/ is one without being named here. */
  static Contents of(Path root) throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(START, "Home", Path.of("docs/index.md"), "index.html"));
    entries.add(doc(START, "tutorial"));
    entries.add(new Entry(START, "All on one page", Path.of("README.md"), "overview.html"));
    List<String> others = new ArrayList<>(docs(root));
    others.removeAll(List.of("index", "tutorial"));
    others.removeAll(ORDER);
    others.removeAll(FOR_REFERENCE);
    ORDER.forEach(name -> entries.add(doc(HOW_TO, name)));
    others.forEach(name -> entries.add(doc(HOW_TO, name)));
    entries.add(new Entry(REFERENCE, null, null, OPTIONS));
    FOR_REFERENCE.forEach(name -> entries.add(doc(REFERENCE, name)));
    entries.add(
        new Entry(
            REFERENCE, null, Path.of("savedmodels/portrait-64/MODEL-CARD.md"), "portrait-64.html"));
    entries.add(new Entry(REFERENCE, null, Path.of("benchmarks/README.md"), "benchmarks.html"));
    entries.add(new Entry(REFERENCE, null, Path.of("datasets/README.md"), "datasets.html"));
    entries.add(new Entry(REFERENCE, null, Path.of("CHANGELOG.md"), "changelog.html"));
    return new Contents(root, List.copyOf(entries));
  }

  private static Entry doc(String section, String name) {
    return new Entry(section, null, Path.of("docs", name + ".md"), name + ".html");
  }

  private static List<String> docs(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("docs"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .sorted()
          .toList();
    }
  }

  /** Returns the page of a file or of a folder's README. */
  Optional<String> page(Path source) {
    return entries.stream()
        .filter(
            entry ->
                entry.source() != null
                    && (entry.source().equals(source)
                        || entry.source().equals(source.resolve("README.md"))))
        .map(Entry::file)
        .findFirst();
  }
}
