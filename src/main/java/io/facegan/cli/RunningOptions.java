package io.facegan.cli;

import io.facegan.FaceGanBuilder;
import io.facegan.cli.RootCommand.Detail;
import io.facegan.runtime.Device;
import io.facegan.train.Guard;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that a run may change when it is resumed, for the commands that train. */
final class RunningOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = {
        "Where decoded images are kept for the next training on them",
        "(default: $FACEGAN_CACHE, or the user's folder for such files)"
      })
  private Path cache;

  @Option(names = "--no-cache", description = "Keep no decoded images.")
  private boolean noCache;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = {
        "Total number of steps of the run; not together with --epochs",
        "(default of resume: as many as planned)"
      })
  private Long steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often to see every image (default: 1).")
  private Integer epochs;

  @Option(
      names = "--sample-every",
      paramLabel = "N",
      description =
          "Steps between sample grids (default: " + FaceGanBuilder.DEFAULT_SAMPLE_EVERY + ").")
  private Long sampleEvery;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description =
          "Steps from one checkpoint to the next; the end is always saved (default: "
              + FaceGanBuilder.DEFAULT_CHECKPOINT_EVERY
              + ").")
  private Long checkpointEvery;

  @Option(
      names = "--guard",
      paramLabel = "GUARD=REACTION",
      description = {
        "What to do when the training is dying, can be given for each guard:",
        "not-finite: a loss or weight is NaN or infinite (default: roll-back)",
        "discriminator-won: the generator learns nothing any more (default: warn)",
        "collapse: all faces become the same (default: warn)",
        "Reactions: warn, stop, or roll-back to the last healthy checkpoint and on with another"
            + " seed and half the learning rate"
      })
  private List<GuardChoice> guards = List.of();

  @Option(
      names = "--guard-tries",
      paramLabel = "N",
      description = "How often a run may be rolled back (default: 3).")
  private Integer tries;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = {
        "Where to compute: cpu, gpu, gpu:1 for the second one, or auto for the first GPU if it"
            + " works and else the CPU (default: ${DEFAULT-VALUE})",
        "\"devices\" says what there is."
      })
  private Device device;

  @Option(
      names = "--gpu-memory",
      paramLabel = "SIZE",
      description = "The most to take of the GPU's memory, for example 8g or 900m (default: all).")
  private ByteCount gpuMemory;

  @Option(
      names = "--deterministic",
      negatable = true,
      description = "The same bits for the same seed on a GPU too, which takes longer.")
  private Boolean deterministic;

  @Option(
      names = "--tensorboard",
      negatable = true,
      description = {
        "Also write events for TensorBoard into the run folder;",
        "\"tensorboard --logdir runs\" shows all runs that have them."
      })
  private Boolean tensorBoard;

  @Option(names = "--no-progress", description = "Show no progress on standard error.")
  private boolean noProgress;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "After training also write the SavedModel there: absent or empty.")
  Path export;

  Device device() {
    return device;
  }

  FaceGanBuilder applyTo(FaceGanBuilder builder) {
    check();
    Optional.ofNullable(cache).ifPresent(builder::cacheFolder);
    if (noCache) {
      builder.noCache();
    }
    Optional.ofNullable(steps).ifPresent(builder::steps);
    Optional.ofNullable(epochs).ifPresent(builder::epochs);
    Optional.ofNullable(sampleEvery).ifPresent(builder::sampleEvery);
    Optional.ofNullable(checkpointEvery).ifPresent(builder::checkpointEvery);
    guards.forEach(choice -> builder.guard(choice.guard(), choice.reaction()));
    Optional.ofNullable(tries).ifPresent(builder::guardTries);
    Optional.ofNullable(gpuMemory).map(ByteCount::bytes).ifPresent(builder::gpuMemory);
    Optional.ofNullable(deterministic).ifPresent(builder::deterministic);
    Optional.ofNullable(tensorBoard).ifPresent(builder::tensorBoard);
    return builder
        .device(device)
        .progress(!noProgress && RootCommand.detail(command) != Detail.QUIET);
  }

  /** Refuses options that contradict each other. */
  void check() {
    if (cache != null && noCache) {
      throw new ParameterException(
          command.commandLine(),
          "--cache %s and --no-cache contradict each other: give only one of them"
              .formatted(cache));
    }
    if (steps != null && epochs != null) {
      throw new ParameterException(
          command.commandLine(),
          "--steps %d and --epochs %d both say how long to train: give only one of them"
              .formatted(steps, epochs));
    }
    if (gpuMemory != null && device.kind() == Device.Kind.CPU) {
      throw new ParameterException(
          command.commandLine(),
          "--device cpu and --gpu-memory %s contradict each other: give only one of them"
              .formatted(gpuMemory));
    }
    Map<Guard, GuardChoice> chosen = new EnumMap<>(Guard.class);
    for (GuardChoice choice : guards) {
      GuardChoice other = chosen.put(choice.guard(), choice);
      if (other != null) {
        throw new ParameterException(
            command.commandLine(),
            "--guard %s and --guard %s are for the same guard: give only one of them"
                .formatted(other, choice));
      }
    }
  }
}
