package io.facegan.cli;

import io.facegan.Export;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.FrozenGraphWriter;
import io.facegan.internal.export.onnx.OnnxWriter;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.network.Normalization;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    header = "Exports a run or a model as a SavedModel or in other formats.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis =
        "facegan export RUN|MODEL [--to DIR] [--frozen FILE] [--onnx FILE] [--web DIR] [OPTIONS]",
    description = {
      "%nThe model is the generator of the run's newest checkpoint. A SavedModel is for"
          + " \"generate\" and every TensorFlow runtime, an ONNX model for other runtimes, a web"
          + " page for browsers: open its index.html. All generate the same faces. A stopped run"
          + " can be exported, too; of a SavedModel all but --to, --best, --raw and --trainable.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan export runs/first --to savedmodels/first",
      "  facegan export runs/first --onnx first.onnx --web page",
      "  facegan export savedmodels/portrait-64 --web portraits"
    })
final class ExportCommand implements Callable<Integer> {
  private static final long LARGE_PAGE = 50_000_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN|MODEL",
      description =
          "The run folder that \"train\" wrote, or the folder of a SavedModel that \"export\" wrote.")
  private Path run;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder of the SavedModel: absent or empty.")
  private Path to;

  @Option(
      names = "--frozen",
      paramLabel = "FILE",
      description = "The file of a frozen TensorFlow graph: absent.")
  private Path frozen;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "The file of the ONNX model: absent.")
  private Path onnx;

  @Option(
      names = "--web",
      paramLabel = "DIR",
      description = "The folder of the web page: absent or empty.")
  private Path web;

  @Option(
      names = "--best",
      description =
          "Use the checkpoint whose images were closest to the real ones, not the newest.")
  private boolean best;

  @Option(
      names = "--raw",
      description =
          "Use the generator's weights as the last step left them, not their average, which the"
              + " sample grids show.")
  private boolean raw;

  @Option(
      names = "--trainable",
      description = "Let other programs continue training the SavedModel, which makes it larger.")
  private boolean trainable;

  @Option(
      names = "--at-most",
      paramLabel = "N",
      description =
          "Let the SavedModel refuse calls for more images than this, at least 16 (default: no limit"
              + " but memory).")
  private Integer most;

  @Option(
      names = "--batch-norm",
      paramLabel = "FORM",
      description = {
        "Statistics of the generator's batch norm: picture (of each image), running"
            + " (averages of the training), precise (averages computed again), batch (of the batch;"
            + " SavedModel and frozen graph only)",
        "(default: as the sample grids, which is picture after training at batch size 1, else"
            + " running)"
      })
  private Normalization batchNorm;

  @Override
  public Integer call() {
    check();
    Export chosen = chosen();
    if (to != null) {
      chosen.savedModel(to);
    }
    if (web != null) {
      PrintWriter out = spec.commandLine().getOut();
      chosen.web(
          web,
          bytes -> {
            largePage(bytes).ifPresent(out::println);
            out.flush();
          });
    }
    if (onnx != null) {
      // Last, for it may lie in one of the folders, which must be empty before.
      chosen.onnx(onnx);
    }
    if (frozen != null) {
      chosen.frozenGraph(frozen);
    }
    tell(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private Export chosen() {
    Export chosen = Export.of(run);
    if (best) {
      chosen = chosen.best();
    }
    if (raw) {
      chosen = chosen.rawWeights();
    }
    if (trainable) {
      chosen = chosen.trainable();
    }
    if (most != null) {
      chosen = chosen.atMost(most);
    }
    return batchNorm == null ? chosen : chosen.batchNorm(batchNorm);
  }

  /** Returns what to say of the size of a page before it is written; empty if it is usual. */
  static Optional<String> largePage(long bytes) {
    return bytes < LARGE_PAGE
        ? Optional.empty()
        : Optional.of(
            "the web page will have %s, of which a browser loads %s before the first face"
                .formatted(Text.bytes(bytes), Text.bytes(bytes * 3 / 7)));
  }

  private void tell(PrintWriter out) {
    Stream.of(onnx, frozen)
        .filter(Objects::nonNull)
        .forEach(file -> out.println("exported to " + file));
    if (to != null) {
      NextCommands.afterExport(to, RootCommand.detail(spec), out);
    }
    if (web != null) {
      NextCommands.afterWebExport(web, RootCommand.detail(spec), out);
    }
  }

  /** Nothing is written if one of several models cannot be. */
  private void check() {
    if (Stream.of(to, frozen, onnx, web).allMatch(Objects::isNull)) {
      throw new ParameterException(
          spec.commandLine(),
          "export needs a target: --to DIR for a SavedModel, --frozen FILE for a frozen graph,"
              + " --onnx FILE for an ONNX model, --web DIR for a web page, or several of them");
    }
    if (trainable && to == null) {
      throw new ParameterException(
          spec.commandLine(), "--trainable is for SavedModels: add --to DIR");
    }
    if (trainable && frozen != null) {
      throw new ParameterException(
          spec.commandLine(), "--frozen cannot be --trainable: export them one after the other");
    }
    if (most != null && to == null) {
      throw new ParameterException(
          spec.commandLine(), "--at-most is for SavedModels: add --to DIR");
    }
    if (frozen != null) {
      OutputPlaces.checkFreeFile(FrozenGraphWriter.WHAT, frozen);
    }
    if (onnx != null) {
      OutputPlaces.checkFreeFile(OnnxWriter.WHAT, onnx);
    }
    List<Path> folders = Stream.of(to, web).filter(Objects::nonNull).toList();
    folders.forEach(AtomicFolder::checkFree);
    checkApart("--onnx", onnx, "--frozen", frozen);
    checkApart("--frozen", frozen, "--to", to);
    checkApart("--frozen", frozen, "--web", web);
    checkApart("--onnx", onnx, "--to", to);
    checkApart("--onnx", onnx, "--web", web);
    checkApart("--to", to, "--web", web);
    checkApart("--web", web, "--to", to);
  }

  private static void checkApart(String option, Path place, String other, Path inside) {
    if (place != null
        && inside != null
        && inside.toAbsolutePath().normalize().startsWith(place.toAbsolutePath().normalize())) {
      throw new FaceGanException(
          "%s %s and %s %s overlap: choose separate places"
              .formatted(option, place, other, inside));
    }
  }
}
