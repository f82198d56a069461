package io.facegan;

import io.facegan.data.ImageSource;
import io.facegan.internal.data.BatchBytes;
import io.facegan.internal.graph.WorkerShare;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a training of what a builder was told: checks all of it together and opens the images. */
final class Assembly {
  static FaceGan of(FaceGanBuilder told) {
    told.length.check();
    Optional<ExportOrigin> origin = told.recipe.origin();
    Recipe trained = told.recipe.trained(origin);
    Path folder = told.run.folder(trained.networks());
    told.run.cluster.ifPresent(
        all -> WorkerShare.of(all.task(), all.workers().size(), trained.batchSize()));
    Optional<TrainingOptions> earlier = Optional.ofNullable(told.resumed);
    if (earlier.isEmpty()) {
      told.recipe.checkNotItself(folder);
      earlier = told.run.inFolder(folder);
    }
    ComputeChoice.Chosen computed = told.compute.choose();
    BatchBytes.of(trained.batchSize(), trained.networks().imageShape());
    ImageSource opened = told.images.open(told.seed, trained.networks(), folder);
    try {
      return new FaceGan(
          settings(told, trained, origin, folder, earlier, computed, opened), opened);
    } catch (RuntimeException refusal) {
      close(opened, refusal);
      throw refusal;
    }
  }

  private static Settings settings(
      FaceGanBuilder told,
      Recipe trained,
      Optional<ExportOrigin> origin,
      Path folder,
      Optional<TrainingOptions> earlier,
      ComputeChoice.Chosen computed,
      ImageSource opened) {
    Optional<RunLabels> labels = told.images.labels(opened, trained);
    Recipe planned = earlier.map(run -> run.planned(trained)).orElse(trained);
    Recipe labelled = labels.map(found -> found.label(planned)).orElse(planned);
    Optional<ExportOrigin> start = earlier.isPresent() ? Optional.empty() : origin;
    return new Settings(
        earlier.isPresent(),
        start.map(parent -> Start.of(parent, labelled)).orElse(null),
        earlier.map(TrainingOptions::parent).orElse(null),
        labelled,
        told.images.path(),
        told.images.packing(trained.networks()),
        told.images.mirror,
        labels,
        told.images.cache,
        told.length.of(trained, told.resumed),
        told.seed,
        computed.compute(),
        computed.precision(),
        computed.obstacle(),
        folder,
        told.run.sampleEvery,
        told.run.checkpointEvery,
        told.run.guards,
        told.run.tensorBoard,
        told.progress,
        List.copyOf(told.listeners),
        told.run.cluster);
  }

  private static void close(ImageSource opened, RuntimeException refusal) {
    try {
      opened.close();
    } catch (IOException alsoFailed) {
      refusal.addSuppressed(alsoFailed);
    }
  }

  private Assembly() {}
}
