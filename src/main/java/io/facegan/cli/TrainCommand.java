package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.export.SavedModelWriter;
import io.facegan.graph.Precision;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains. */
@Command(
    name = "train",
    header = "Trains on pictures and keeps everything in a run folder.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan train [--images PATH] [--steps N | --epochs N] [OPTIONS]",
    description = {
      "%nIn the run folder samples-*.png shows how the faces come along, losses.png the losses, and"
          + " checkpoints/ keeps what was learnt.",
      "Ctrl-C stops after the current step and keeps what was learnt.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan train --networks small --steps 2000 --run runs/first",
      "  facegan train --images celeba.zip --activation gelu --epochs 12",
      "  facegan train --images faces --size 218x178 --batch 4 \\",
      "      --run runs/whole --export savedmodels/whole"
    })
final class TrainCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Mixin private ImagesOptions images;

  @Mixin private NetworksOptions networks;

  @Option(
      names = "--mirror",
      description = "Show pictures mirrored left to right half of the times.")
  private boolean mirror;

  @Option(
      names = "--strict",
      description = "Stop at the first picture that cannot be used, instead of skipping it.")
  private boolean strict;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = {
        "Where decoded pictures are kept for the next training on them",
        "(default: $FACEGAN_CACHE, or the user's folder for such files)"
      })
  private Path cache;

  @Option(names = "--no-cache", description = "Keep no decoded pictures.")
  private boolean noCache;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = {
        "Pictures a step",
        "(default: 1 for tutorial and fully-connected, 32 for small)"
      })
  private Integer batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps to train; not together with --epochs.")
  private Long steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often to see every picture (default: 1).")
  private Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description =
          "Decides the first weights, the order of the pictures and the drawn faces"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "Of the convolutions: float32, bfloat16 (faster where the processor has it), or auto for"
              + " the faster one (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run folder: absent or empty (default: a new one in runs/).")
  private Path run;

  @Option(
      names = "--sample-every",
      paramLabel = "N",
      defaultValue = "" + FaceGanBuilder.DEFAULT_SAMPLE_EVERY,
      description = "Steps from one sample picture to the next (default: ${DEFAULT-VALUE}).")
  private long sampleEvery;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "" + FaceGanBuilder.DEFAULT_CHECKPOINT_EVERY,
      description =
          "Steps from one checkpoint to the next; the end is always saved"
              + " (default: ${DEFAULT-VALUE}).")
  private long checkpointEvery;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "After training also write the SavedModel there: absent or empty.")
  private Path export;

  @Option(names = "--no-progress", description = "Show no progress on standard error.")
  private boolean noProgress;

  TrainCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (FaceGan gan = builder().build()) {
      checkExport(gan.runFolder());
      out.println(gan.describe());
      out.flush();
      Optional<TrainingResult> result = train(gan);
      if (result.isEmpty()) {
        out.println("stopped before the first step: nothing was trained");
        return ExitCode.SOFTWARE;
      }
      out.println(summary(result.get()));
      if (export != null && !result.get().stoppedEarly()) {
        gan.export(export);
        NextCommands.afterExport(export, out);
      } else if (result.get().last() != null) {
        NextCommands.afterTraining(gan.runFolder(), out);
      }
      return ExitCode.OK;
    }
  }

  private FaceGanBuilder builder() {
    if (cache != null && noCache) {
      throw new ParameterException(
          spec.commandLine(),
          "--cache %s and --no-cache contradict each other: give only one of them"
              .formatted(cache));
    }
    if (steps != null && epochs != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--steps %d and --epochs %d both say how long to train: give only one of them"
              .formatted(steps, epochs));
    }
    FaceGanBuilder builder =
        FaceGan.builder()
            .networks(networks.networks())
            .framing(images.framing)
            .background(images.background)
            .mirror(mirror)
            .strict(strict)
            .seed(seed)
            .precision(precision)
            .sampleEvery(sampleEvery)
            .checkpointEvery(checkpointEvery)
            .progress(!noProgress)
            .listener(interruption);
    Optional.ofNullable(images.images).ifPresent(builder::images);
    Optional.ofNullable(cache).ifPresent(builder::cacheFolder);
    if (noCache) {
      builder.noCache();
    }
    Optional.ofNullable(batch).ifPresent(builder::batchSize);
    Optional.ofNullable(steps).ifPresent(builder::steps);
    Optional.ofNullable(epochs).ifPresent(builder::epochs);
    Optional.ofNullable(run).ifPresent(builder::runFolder);
    return builder;
  }

  // Hours of training should not end with a refused export.
  private void checkExport(Path runFolder) {
    if (export == null) {
      return;
    }
    SavedModelWriter.checkFree(export);
    if (runFolder.toAbsolutePath().normalize().startsWith(export.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "export folder %s will hold the run folder %s: choose another folder"
              .formatted(export, runFolder));
    }
  }

  /** Returns nothing if it was stopped before the first step. */
  private Optional<TrainingResult> train(FaceGan gan) {
    interruption.guard(gan);
    try {
      return Optional.of(gan.train());
    } catch (RuntimeException failure) {
      if (interruption.release() && !interruption.training()) {
        return Optional.empty();
      }
      throw failure;
    } finally {
      interruption.release();
    }
  }

  private static String summary(TrainingResult result) {
    StepResult last = result.last();
    return last == null
        ? "stopped before the first step, saved in " + result.runFolder()
        : "trained %d of %d steps, saved in %s"
            .formatted(last.step(), last.totalSteps(), result.runFolder());
  }
}
