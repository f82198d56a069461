package io.facegan.cli;

import io.facegan.FaceGan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the SavedModel of a run, or a web page that draws with it. */
@Command(
    name = "export",
    header = "Writes the SavedModel of a run, or a web page.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan export RUN [--to DIR] [--web DIR] [--best]",
    description = {
      "%nThe model is the generator of the run's newest checkpoint; \"generate\" and every"
          + " TensorFlow runtime can load it. The web page draws with the same generator: open its"
          + " index.html in a browser. A run that was stopped can be exported too.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan export runs/first --to savedmodels/first",
      "  facegan export runs/first --web page"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder that \"train\" wrote.")
  private Path run;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder of the model: absent or empty.")
  private Path to;

  @Option(
      names = "--web",
      paramLabel = "DIR",
      description = "The folder of the web page: absent or empty.")
  private Path web;

  @Option(
      names = "--best",
      description =
          "Take the checkpoint whose pictures were nearest to the real ones, not the newest.")
  private boolean best;

  @Override
  public Integer call() {
    if (to == null && web == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--to=DIR' or '--web=DIR'");
    }
    if (to != null) {
      write(to, FaceGan::export, FaceGan::exportBest);
      NextCommands.afterExport(to, spec.commandLine().getOut());
    }
    if (web != null) {
      write(web, FaceGan::exportWeb, FaceGan::exportWebBest);
      NextCommands.afterWebExport(web, spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private void write(Path target, BiConsumer<Path, Path> newest, BiConsumer<Path, Path> nearest) {
    (best ? nearest : newest).accept(run, target);
  }
}
