package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.TensorFlowServer;
import io.facegan.internal.data.CacheFolder;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.Packing;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.train.GuardOptions;
import io.facegan.internal.train.ImageOptions;
import io.facegan.internal.train.Parent;
import io.facegan.internal.train.SampleLayout;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import io.facegan.internal.util.Version;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Precision;
import io.facegan.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The checked options of one {@link FaceGan}.
 *
 * @param imagesPath where the images lie, or null if they are not of files
 * @param start what a new run begins with, or null if that follows from the seed
 * @param parent what a resumed run began with, or null likewise
 * @param labels of the images, nothing without labels
 * @param compute where and how; in float32 if there is an obstacle
 * @param precision that the run has
 * @param obstacle why a run cannot be resumed here in its precision, nothing if it can
 * @param cluster of workers that train together, nothing to train alone
 */
record Settings(
    boolean resumed,
    Start start,
    Parent parent,
    Recipe recipe,
    Path imagesPath,
    Packing packing,
    boolean mirror,
    Optional<RunLabels> labels,
    CacheFolder cache,
    Length length,
    long seed,
    Compute compute,
    Precision precision,
    Optional<String> obstacle,
    Path runFolder,
    long sampleEvery,
    long checkpointEvery,
    GuardOptions guards,
    boolean tensorBoard,
    boolean progress,
    List<TrainingListener> listeners,
    Optional<Cluster> cluster) {
  /** How long to train, known in steps once the images are counted. */
  interface Length {
    long steps(int images, int batchSize);

    /** Returns the number of steps in the words that it was given in. */
    default String words(int images, int batchSize) {
      return "steps is " + steps(images, batchSize);
    }
  }

  /**
   * A length in times that all images are seen.
   *
   * @param leastImages that are seen even if those are fewer
   */
  record Epochs(int times, long leastImages) implements Length {
    @Override
    public long steps(int images, int batchSize) {
      return (Math.max(leastImages, (long) times * images) + batchSize - 1) / batchSize;
    }

    @Override
    public String words(int images, int batchSize) {
      return "epochs is %d, which for %d images in batches of %d is %d steps"
          .formatted(times, images, batchSize, steps(images, batchSize));
    }
  }

  TrainingOptions options(String images, PackedImages packed) {
    long steps = length.steps(packed.size(), recipe.batchSize());
    return new TrainingOptions(
        Version.current(),
        new ImageOptions(
            images,
            imagesPath == null ? null : imagesPath.toAbsolutePath().normalize().toString(),
            packed.size(),
            packed.content(),
            packing.framing().toString(),
            "#%06x".formatted(packing.background().getRGB() & 0xFFFFFF),
            mirror,
            labels.map(chosen -> chosen.options(packed)).orElse(null)),
        parent,
        recipe.plannedFor(steps * recipe.batchSize()),
        steps,
        seed,
        precision,
        compute.deterministic(),
        SampleLayout.samples(recipe.networks()),
        sampleEvery,
        checkpointEvery,
        guards,
        tensorBoard);
  }

  /** Returns in two lines what is trained and where. */
  List<String> summary() {
    return List.of(
        Text.format(
            "networks: %s, %s, %,d parameters, batch size %,d",
            recipe.networks().name(),
            recipe.networks().imageShape(),
            recipe.networks().parameters(),
            recipe.batchSize()),
        "device: %s on %s".formatted(compute.precision(), compute.placement().words()));
  }

  /** Returns in words what the run begins with, in lines; nothing if that follows from the seed. */
  String beginning() {
    if (start != null) {
      return start.describe();
    }
    return parent == null ? "" : Start.describe(parent);
  }

  /** Returns whether another process leads the training. */
  boolean follows() {
    return cluster.isPresent() && !cluster.get().isChief();
  }

  /**
   * Opens a session to train or judge.
   *
   * @param server of this worker, or null to compute alone
   */
  GanSession session(TrainingOptions options, TensorFlowServer server) {
    return new GanSession(
        options.recipe(),
        options.seed(),
        compute,
        Normalization.afterTrainingAt(options.batchSize()),
        server);
  }

  /** Refuses to resume a run whose precision this machine lacks. */
  void checkGoesOn() {
    obstacle.ifPresent(
        reason -> {
          throw new FaceGanException(
              "%s resumes only in the precision that it started with, and %s: resume it on a machine"
                      .formatted(runFolder, reason)
                  + " that has it");
        });
  }

  /** Shows a note to people, where progress is shown. */
  void note(String text) {
    if (progress) {
      System.err.println(text);
    }
  }
}
