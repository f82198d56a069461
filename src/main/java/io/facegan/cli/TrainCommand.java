package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.internal.data.PngFiles;
import io.facegan.network.Augmentation;
import io.facegan.runtime.Precision;
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

@Command(
    name = "train",
    header = "Trains on images and keeps everything in a run folder.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan train [--images PATH] [--steps N | --epochs N] [OPTIONS]",
    description = {
      "%nIn the run folder samples-*.png shows how the faces come along, losses.png the losses, and"
          + " checkpoints/ keeps what was learnt.",
      "Ctrl-C stops after the current step and keeps what was learnt; \"resume\" continues from"
          + " there, also after a crash.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan train --images faces --mirror --run runs/first",
      "  facegan train --images celeba.zip --recipe tutorial --activation gelu --epochs 12",
      "  facegan train --images faces --recipe tutorial --size 218x178 --batch 4 \\",
      "      --run runs/whole --export savedmodels/whole",
      "  facegan train --images few --from savedmodels/portrait-64 --rate 0.5 --run runs/few"
    })
final class TrainCommand implements Callable<Integer> {
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Mixin private ImagesOptions images;

  @Mixin private RecipeOptions recipe;

  @Mixin private StartOptions start;

  @Mixin private LabelOptions labels;

  @Option(names = "--mirror", description = "Mirror images left to right half of the time.")
  private boolean mirror;

  @Option(
      names = "--augment",
      paramLabel = "P",
      description = {
        "Change what the discriminator sees, by colour, translation and cutout, each with this"
            + " probability, from 0 to 1, so that it cannot learn a small collection by heart;"
            + " auto: up to 0.8, as long as it is too sure of real images",
        "(default: as the recipe has it)"
      })
  private String augment;

  @Option(
      names = "--preview-augment",
      paramLabel = "FILE.png",
      description = "Write 64 of the images, augmented, to this file, and train nothing.")
  private Path preview;

  @Option(
      names = "--strict",
      description = "Stop at the first image that cannot be used instead of skipping it.")
  private boolean strict;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = {
        "Images per step",
        "(default: 8 for portrait, 32 for small, 1 for tutorial and fully-connected)"
      })
  private Integer batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description =
          "Determines the initial weights, the order of the images and the drawn faces"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "Of the convolutions: float32, tf32 (on GPUs), bfloat16 (faster where the device has it),"
              + " or auto for the fastest (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run folder: absent or empty (default: a new one in runs/).")
  private Path run;

  @Option(
      names = "--or-resume",
      description =
          "Resume the run if the folder holds it already, as a supervisor wants it that starts the"
              + " same command again.")
  private boolean orResume;

  @Mixin private RunningOptions running;

  @Mixin private WatchOptions watching;

  @Mixin private ClusterOptions cluster;

  TrainCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    watching.check();
    if (cluster.isEvaluator()) {
      spec.commandLine().getOut().println(ClusterOptions.EVALUATOR);
      return ExitCode.OK;
    }
    if (cluster.areLocal() && preview == null) {
      return cluster.runLocal(running.device());
    }
    try (FaceGan gan = builder().build()) {
      if (preview != null) {
        PngFiles.write(gan.previewAugmentation(), preview);
        return ExitCode.OK;
      }
      TrainThenExport training = new TrainThenExport(interruption, spec);
      return cluster.follow()
          ? training.follow(gan)
          : training.run(gan, running.export, watching.place());
    }
  }

  private FaceGanBuilder builder() {
    FaceGanBuilder builder =
        FaceGan.builder()
            .framing(images.framing)
            .background(images.background)
            .mirror(mirror)
            .strict(strict)
            .seed(seed)
            .precision(precision)
            .listener(interruption);
    if (recipe.areGiven() || !start.areGiven()) {
      builder.recipe(recipe.recipe());
    }
    if (augment != null) {
      Augmentation chosen = augmentation();
      builder.adjust(before -> before.toBuilder().augmentation(chosen).build());
    }
    start.applyTo(builder);
    Optional.ofNullable(images.images).ifPresent(builder::images);
    Optional.ofNullable(batch).ifPresent(builder::batchSize);
    Optional.ofNullable(run).ifPresent(builder::runFolder);
    labels.applyTo(builder);
    return cluster.applyTo(running.applyTo(builder.orResume(orResume)));
  }

  private Augmentation augmentation() {
    if (augment.equals("auto")) {
      return Augmentation.adaptive();
    }
    try {
      return Augmentation.of(Double.parseDouble(augment));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--augment is \"%s\": give a probability from 0 to 1, such as 0.3, or auto"
              .formatted(augment));
    }
  }
}
