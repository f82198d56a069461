package io.facegan.cli;

import io.facegan.FaceGan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the SavedModel of a run. */
@Command(
    name = "export",
    header = "Writes the SavedModel of a run.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan export RUN --to DIR [--best]",
    description = {
      "%nThe model is the generator of the run's newest checkpoint; \"generate\" and every"
          + " TensorFlow runtime can load it. A run that was stopped can be exported too.%n"
    },
    footerHeading = "%nExample:%n",
    footer = "  facegan export runs/first --to savedmodels/first")
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder that \"train\" wrote.")
  private Path run;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the model: absent or empty.")
  private Path to;

  @Option(
      names = "--best",
      description =
          "Take the checkpoint whose pictures were nearest to the real ones, not the newest.")
  private boolean best;

  @Override
  public Integer call() {
    if (best) {
      FaceGan.exportBest(run, to);
    } else {
      FaceGan.export(run, to);
    }
    NextCommands.afterExport(to, spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
