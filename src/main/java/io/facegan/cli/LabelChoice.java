package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.error.FaceGanException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which label faces are generated of, with a model that knows labels. */
final class LabelChoice {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Generate faces of this label, with a model that was trained with labels.")
  private String label;

  @Option(
      names = "--all-labels",
      description = "Generate the faces of all labels: a row for each label, --count faces long.")
  private boolean all;

  boolean isAll() {
    return all;
  }

  void check() {
    if (all && label != null) {
      throw new ParameterException(
          command.commandLine(),
          "--label %s and --all-labels: choose one of them".formatted(label));
    }
  }

  /** Returns the generators to draw with, one for each label that was chosen. */
  List<FaceGenerator> of(FaceGenerator model) {
    if (!all) {
      return List.of(label == null ? model : model.labelled(label));
    }
    if (model.labels().isEmpty()) {
      throw new FaceGanException(
          "the model knows no labels: leave --all-labels out, or train with --labels");
    }
    return model.labels().stream().map(model::labelled).toList();
  }

  /** Returns what was chosen as part of a sentence, after the faces. */
  String words(FaceGenerator model) {
    if (all) {
      return " of each label, row by row: " + String.join(", ", model.labels());
    }
    return label == null ? "" : " of the label " + label;
  }
}
