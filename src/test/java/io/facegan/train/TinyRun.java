package io.facegan.train;

import io.facegan.data.PackedImages;
import io.facegan.drawn.DrawnFaces;
import io.facegan.graph.GanSession;
import io.facegan.graph.Normalization;
import io.facegan.graph.Precision;
import io.facegan.graph.TinyNetworks;
import io.facegan.network.Networks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A training of a tiny GAN on five drawn faces, two at a time. */
final class TinyRun implements AutoCloseable {
  final TrainingOptions options;
  final PackedImages images;
  final GanSession session;
  final RunFolder folder;
  final TrainingLoop loop;

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
    session = new GanSession(networks, 2, 1, Precision.FLOAT32, Normalization.RUNNING_AVERAGES);
    boolean there = Files.exists(path.resolve("options.json"));
    folder = there ? RunFolder.reopen(path) : RunFolder.create(path, options);
    Optional<Checkpoint> from = there ? folder.checkpoints().newest() : Optional.empty();
    loop = new TrainingLoop(options, session, images, folder, from, List.of(listeners));
  }

  static TrainingOptions options(
      long steps, long sampleEvery, long checkpointEvery, GuardOptions guards) {
    return new TrainingOptions(
        "0",
        TestOptions.IMAGES,
        TinyNetworks.rgb(),
        2,
        steps,
        1,
        Precision.FLOAT32,
        3,
        sampleEvery,
        checkpointEvery,
        guards);
  }

  /** Returns the names of the checkpoints, sorted. */
  List<String> checkpoints() {
    Path checkpoints = folder.path().resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    session.close();
    images.close();
    folder.close();
  }
}
