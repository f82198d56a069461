package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.export.SavedModelWriter;
import io.facegan.onnx.OnnxWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the model of a run. */
@Command(
    name = "export",
    header = "Writes the SavedModel of a run, or its ONNX model.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan export RUN [--to DIR] [--onnx FILE] [--best]",
    description = {
      "%nThe model is the generator of the run's newest checkpoint. A SavedModel is for"
          + " \"generate\" and every TensorFlow runtime, an ONNX model for the many others; both draw"
          + " the same faces. A run that was stopped can be exported too.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan export runs/first --to savedmodels/first",
      "  facegan export runs/first --onnx first.onnx"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder that \"train\" wrote.")
  private Path run;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder of the SavedModel: absent or empty.")
  private Path to;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "The file of the ONNX model: absent.")
  private Path onnx;

  @Option(
      names = "--best",
      description =
          "Take the checkpoint whose pictures were nearest to the real ones, not the newest.")
  private boolean best;

  @Override
  public Integer call() {
    check();
    if (to != null) {
      exportSavedModel();
    }
    if (onnx != null) {
      exportOnnx();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (onnx != null) {
      out.println("exported to " + onnx);
    }
    if (to != null) {
      NextCommands.afterExport(to, out);
    }
    return ExitCode.OK;
  }

  private void exportSavedModel() {
    if (best) {
      FaceGan.exportBest(run, to);
    } else {
      FaceGan.export(run, to);
    }
  }

  private void exportOnnx() {
    if (best) {
      FaceGan.exportBestOnnx(run, onnx);
    } else {
      FaceGan.exportOnnx(run, onnx);
    }
  }

  /** With two models asked for, either both are written or neither. */
  private void check() {
    if (to == null && onnx == null) {
      throw new ParameterException(
          spec.commandLine(),
          "export needs a place: --to DIR for a SavedModel, --onnx FILE for an ONNX model, or both");
    }
    if (to != null && onnx != null) {
      SavedModelWriter.checkFree(to);
      OnnxWriter.checkFree(onnx);
      if (to.toAbsolutePath().normalize().startsWith(onnx.toAbsolutePath().normalize())) {
        throw new IllegalArgumentException(
            "--onnx %s is to be a file, and --to %s a folder there: give them two places"
                .formatted(onnx, to));
      }
    }
  }
}
