package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.ProjectionOptions;
import io.facegan.internal.data.ReadingProgress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of commands that search the latents of photos. */
class SearchOptions {
  @Mixin private FramingOptions frame;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "The seed of the random faces that the search begins with (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "240",
      description = "Steps of the search for each photo (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Search among faces of this label, with a model that was trained with labels.")
  private String label;

  /** Returns the generator to search with. */
  FaceGenerator of(FaceGenerator model) {
    return label == null ? model : model.labelled(label);
  }

  /**
   * Returns what was given, for so many photos, with lines about the progress on standard error.
   */
  ProjectionOptions forPhotos(int count, CommandSpec spec) {
    int all = (int) Math.min(Integer.MAX_VALUE, (long) steps * count);
    ReadingProgress progress = ProgressLines.of(spec, "made", all, "steps");
    return ProjectionOptions.DEFAULT
        .withFraming(frame.framing, frame.background)
        .withSeed(seed)
        .withSteps(steps)
        .withProgress(done -> progress.accept(Math.round(done * all)));
  }
}
