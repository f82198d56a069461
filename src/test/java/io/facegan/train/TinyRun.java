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
    Networks networks = TinyNetworks.rgb();
    options =
        new TrainingOptions(
            "0",
            new ImageOptions("faces", "auto", "#ffffff", false),
            networks,
            2,
            steps,
            1,
            Precision.FLOAT32,
            3,
            sampleEvery,
            checkpointEvery);
    images = PackedImages.pack(new DrawnFaces(1, 5, 8), networks.imageShape());
    session = new GanSession(networks, 2, 1, Precision.FLOAT32, Normalization.RUNNING_AVERAGES);
    folder = RunFolder.create(path, options);
    loop = new TrainingLoop(options, session, images, folder, List.of(listeners));
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
  }
}
