package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "resume",
    header = "Resumes a run that was stopped or killed, or extends a finished one.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan resume RUN [--steps N | --epochs N] [OPTIONS]",
    description = {
      "%nContinues from the newest intact checkpoint as if the run had not been interrupted: in"
          + " float32 on a CPU it ends with the same bits. A run that was killed before its first"
          + " checkpoint starts over.",
      "Networks, batch size, seed and similar options stay those of the run, and the images must be"
          + " the same. Options that you omit stay as they were, but for those of the machine:"
          + " --device, --gpu-memory, --cache and --no-progress. Workers are named anew. The"
          + " defaults below are those of a"
          + " new run.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  facegan resume runs/first", "  facegan resume runs/first --steps 20000"})
final class ResumeCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder that \"train\" wrote.")
  private Path run;

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description = "The new location of the same images, if they were moved.")
  private Path images;

  @Option(names = "--from", paramLabel = "RUN|MODEL", hidden = true)
  private Path from;

  @Mixin private RunningOptions options;

  @Mixin private WatchOptions watching;

  @Mixin private ClusterOptions cluster;

  ResumeCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    // What is wrong with the command itself comes before what is wrong with the run.
    options.check();
    watching.check();
    if (from != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--from %s: a run resumes with its own weights; leave it out, or begin a new run by train"
                  .formatted(from)
              + " --from");
    }
    if (cluster.isEvaluator()) {
      spec.commandLine().getOut().println(ClusterOptions.EVALUATOR);
      return ExitCode.OK;
    }
    if (cluster.areLocal()) {
      return cluster.runLocal(options.device());
    }
    FaceGanBuilder builder =
        cluster.applyTo(options.applyTo(FaceGan.resume(run))).listener(interruption);
    if (images != null) {
      builder.images(images);
    }
    try (FaceGan gan = builder.build()) {
      TrainThenExport training = new TrainThenExport(interruption, spec);
      return cluster.follow()
          ? training.follow(gan)
          : training.run(gan, options.export, watching.place());
    }
  }
}
