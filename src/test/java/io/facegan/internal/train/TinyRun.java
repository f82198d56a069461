package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.GpuLikeSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A training of a tiny GAN on five drawn faces, two at a time, that can be made to go wrong. */
final class TinyRun implements AutoCloseable {
  /** What is done after a step of a try. */
  private record Moment(int attempt, long step) {}

  /** To build one takes longer than all else; in the next run it has its first weights again. */
  private static final AtomicReference<GanSession> SPARE = new AtomicReference<>();

  private static boolean likeOnGpu;

  final TrainingOptions options;
  final PackedImages images;
  final GanSession session;
  final RunFolder folder;
  final TrainingLoop loop;
  private final Map<Moment, Runnable> actions = new HashMap<>();

  TinyRun(
      Path path,
      long steps,
      long sampleEvery,
      long checkpointEvery,
      TrainingListener... listeners) {
    this(path, options(steps, sampleEvery, checkpointEvery, GuardOptions.DEFAULT), listeners);
  }

  /** Begins a run, or goes on with the one that is there. */
  TinyRun(Path path, TrainingOptions options, TrainingListener... listeners) {
    this.options = options;
    Networks networks = options.networks();
    images = PackedImages.pack(new DrawnFaces(1, 5, 8), networks.imageShape());
    session = takeSession(networks);
    boolean there = Files.exists(path.resolve("options.json"));
    folder = there ? RunFolder.reopen(path) : RunFolder.create(path, options);
    Optional<Checkpoint> from = there ? folder.checkpoints().newest() : Optional.empty();
    List<TrainingListener> all = new ArrayList<>(List.of(listeners));
    all.add(
        new TrainingListener() {
          @Override
          public void stepped(StepResult step) {
            actions.getOrDefault(new Moment(step.attempt(), step.step()), () -> {}).run();
          }
        });
    loop = new TrainingLoop(options, session, images, folder, from, all);
  }

  /**
   * Makes the runs that follow as on a GPU, where a step is one run and the next images are
   * fetched.
   */
  static void likeOnGpu(boolean on) {
    likeOnGpu = on;
    GanSession other = SPARE.getAndSet(null);
    if (other != null) {
      other.close();
    }
  }

  private static GanSession takeSession(Networks networks) {
    GanSession earlier = SPARE.getAndSet(null);
    if (earlier != null) {
      try {
        earlier.restart();
        earlier.adjust(1, 1);
        return earlier;
      } catch (IllegalStateException closedByATest) {
        assertThat(closedByATest).hasMessageContaining("closed");
      }
    }
    if (likeOnGpu) {
      return GpuLikeSession.open(networks, 2, 1);
    }
    return new GanSession(
        TinyNetworks.recipe(networks, 2),
        1,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES);
  }

  /** Does something after a step of the first try, when all other listeners were told of it. */
  TinyRun after(long step, Runnable action) {
    return after(0, step, action);
  }

  /** Does something after a step of a try, from 0. */
  TinyRun after(int attempt, long step, Runnable action) {
    actions.put(new Moment(attempt, step), action);
    return this;
  }

  /** Makes the network useless after a step of a try: the losses of the next step are NaN. */
  TinyRun spoilAfter(int attempt, long step) {
    return after(attempt, step, this::spoil);
  }

  void spoil() {
    TinyNetworks.fill(session, "generator/dense_1/kernel", Float.NaN);
  }

  /** Trains from the beginning, or on from what is there, to the end. */
  static TrainingResult finish(Path path, TrainingOptions options, TrainingListener... listeners) {
    try (TinyRun run = new TinyRun(path, options, listeners)) {
      return run.loop.run();
    }
  }

  /** Trains until a step and stops there. */
  static void stopAfter(Path path, TrainingOptions options, long step) {
    try (TinyRun run = new TinyRun(path, options)) {
      run.after(step, run.loop::stop).loop.run();
    }
  }

  static TrainingOptions options(
      long steps, long sampleEvery, long checkpointEvery, GuardOptions guards) {
    return new TrainingOptions(
        "0",
        TestOptions.IMAGES,
        null,
        TinyNetworks.recipe(TinyNetworks.rgb(), 2),
        steps,
        1,
        Precision.FLOAT32,
        false,
        3,
        sampleEvery,
        checkpointEvery,
        guards,
        false);
  }

  /** Returns where the checkpoint of a step lies. */
  static Path checkpoint(Path path, long step) {
    return path.resolve("checkpoints").resolve("step-%06d".formatted(step));
  }

  /** Returns the checksums of a sound checkpoint: the same text stands for the same bytes. */
  static String bits(Path path, long step) {
    Path checkpoint = checkpoint(path, step);
    assertThat(CheckpointSums.problem(checkpoint)).as("%s", checkpoint).isEmpty();
    try {
      return Files.readString(checkpoint.resolve("SHA256SUMS"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a checkpoint is there and the thread that writes beside the training rests. */
  static void awaitWritten(Path path, long step) {
    while (!Files.exists(checkpoint(path, step))
        || Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("facegan-checkpoint"))
            .anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Returns the names of the checkpoints, sorted. */
  List<String> checkpoints() {
    return checkpoints(folder.path());
  }

  static List<String> checkpoints(Path path) {
    Path checkpoints = path.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!SPARE.compareAndSet(null, session)) {
      session.close();
    }
    images.close();
    folder.close();
  }
}
