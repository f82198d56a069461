package io.facegan.cli;

import io.facegan.FaceGanBuilder;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a training that begins with the weights of another. */
final class StartOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--from",
      paramLabel = "RUN|MODEL",
      description = {
        "Begin with the weights of this run (its newest checkpoint) or of this SavedModel that"
            + " \"export\" wrote, in place of random ones. The optimizer begins anew. Layers that"
            + " do not fit are named",
        "(without --recipe, --activation, --size and --grey it is trained as the other was)"
      })
  private Path from;

  @Option(
      names = "--best",
      description =
          "With --from RUN: its checkpoint whose images were closest to the real ones, not the"
              + " newest.")
  private boolean best;

  @Option(
      names = "--freeze-discriminator",
      paramLabel = "N",
      description =
          "With --from: leave the first N layers of the discriminator that have weights as they are"
              + " (default: 0).")
  private Integer frozen;

  @Option(
      names = "--rate",
      paramLabel = "FACTOR",
      description = "Multiply the learning rates of both networks (default: 1).")
  private Double rate;

  /** Returns whether the training begins with other weights than random ones. */
  boolean areGiven() {
    return from != null;
  }

  void applyTo(FaceGanBuilder builder) {
    check("--best", best);
    check("--freeze-discriminator", frozen != null);
    if (rate != null) {
      builder.adjust(recipe -> recipe.withRatesTimes(rate));
    }
    if (frozen != null) {
      builder.adjust(recipe -> recipe.toBuilder().frozenLayers(frozen).build());
    }
    if (best) {
      builder.startFromBest(from);
    } else if (from != null) {
      builder.startFrom(from);
    }
  }

  private void check(String option, boolean given) {
    if (given && from == null) {
      throw new ParameterException(
          command.commandLine(),
          "%s is for a training that begins with the weights of another: name that by --from, or leave"
                  .formatted(option)
              + " it out");
    }
  }
}
