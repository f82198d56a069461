package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.internal.report.EvaluationText;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.network.SizePlanner;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    header = "Shows the networks for an image size: layers, shapes, parameters.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis =
        "facegan plan [--size SIZE] [--recipe NAME] [--activation NAME] [--memory BATCH]",
    description = {
      "%nShows every layer with its shape, formula and parameters. A size that the layers cannot"
          + " reach is refused, and the message names the nearest sizes that they can.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan plan --recipe tutorial --size 218x178",
      "  facegan plan --size 96 --recipe small",
      "  facegan plan --recipe fully-connected --memory 1"
    })
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RecipeOptions options;

  @Option(
      names = "--memory",
      paramLabel = "BATCH",
      description = "Also make training steps with this batch size, and show the memory of a step.")
  private Integer memoryBatch;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Of those steps: auto, float32, tf32 or bfloat16 (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Where to make them: auto, cpu, gpu or gpu:1 (default: ${DEFAULT-VALUE}).")
  private Device device;

  @Override
  public Integer call() {
    Recipe recipe = options.recipe();
    PrintWriter out = spec.commandLine().getOut();
    if (options.preset() == Preset.TUTORIAL) {
      ImageShape shape = options.shape();
      out.println(SizePlanner.tutorial().describe(shape.height(), shape.width()));
    }
    out.print(recipe.describe());
    if (memoryBatch != null) {
      Recipe measured = recipe.toBuilder().batchSize(memoryBatch).build();
      out.print(EvaluationText.of(FaceGan.measureMemory(measured, precision, device)));
    }
    return ExitCode.OK;
  }
}
