package io.facegan.cli;

import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.internal.data.LabelText;
import io.facegan.internal.data.SourceLabels;
import io.facegan.internal.util.Text;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The labels of a collection, as "check" shows them. */
final class LabelCheck {
  @Option(
      names = "--labels",
      paramLabel = "FROM",
      description =
          "Also check labels: folders, FILE.csv, glasses or hair, as \"train\" takes them.")
  private Labelling labels;

  /** Prints the labels and what is odd about them, nothing if they are not asked for. */
  void print(ImageSource source, PrintWriter out) {
    if (labels == null) {
      return;
    }
    SourceLabels found = SourceLabels.of(source, labels);
    List<Integer> counts = Arrays.stream(found.counts()).boxed().toList();
    out.println("Labels by " + labels + ", all images counted");
    LabelText.of(found.names(), counts).forEach(line -> out.println("  - " + line));
    found.notes().forEach(line -> out.println("  - " + line));
    List<String> without = found.without(source);
    if (!without.isEmpty()) {
      out.println(
          "  - %s no label and would be skipped: %s"
              .formatted(
                  without.size() == 1
                      ? "1 image has"
                      : Text.format("%,d images have", without.size()),
                  SourceLabels.examples(without)));
    }
    out.println();
  }

  /** Adds the option to those of a training. */
  void addTo(List<String> options) {
    if (labels != null) {
      options.addAll(List.of("--labels", labels.toString()));
    }
  }
}
