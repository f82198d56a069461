package io.facegan.cli;

import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.internal.check.LabelsReport;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The labels of a collection, as "check" shows them. */
final class LabelCheck {
  @Option(
      names = "--labels",
      paramLabel = "FROM",
      description =
          "Also check labels: folders, FILE.csv, glasses or hair, as \"train\" takes them.")
  private Labelling labels;

  /** Returns what is found of them, nothing if they are not asked for. */
  Optional<LabelsReport> of(ImageSource source) {
    return Optional.ofNullable(labels).map(by -> LabelsReport.of(source, by));
  }

  /** Adds the option to those of a training. */
  void addTo(List<String> options) {
    if (labels != null) {
      options.addAll(List.of("--labels", labels.toString()));
    }
  }
}
