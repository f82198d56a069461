package io.facegan.cli;

import io.facegan.FaceGanBuilder;
import io.facegan.data.Labelling;
import picocli.CommandLine.Option;

/** The options of a training with labels. */
final class LabelOptions {
  @Option(
      names = "--labels",
      paramLabel = "FROM",
      description = {
        "Learn labels, to generate faces of one:",
        "folders: the subfolder that an image is in",
        "FILE.csv: lines of file,label after such a first line",
        "glasses or hair: of drawn faces"
      })
  private Labelling labels;

  @Option(
      names = "--balance",
      description = "Show every label equally often, those of few images too.")
  private boolean balance;

  void applyTo(FaceGanBuilder builder) {
    if (labels != null) {
      builder.labels(labels);
    }
    builder.balance(balance);
  }
}
