package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.train.GuardOptions;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.Networks;
import io.facegan.runtime.Cluster;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a builder was told of where a run is kept, and of what it keeps and watches. */
final class RunChoice {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final boolean resumed;
  private Path folder;
  long sampleEvery = FaceGanBuilder.DEFAULT_SAMPLE_EVERY;
  long checkpointEvery = FaceGanBuilder.DEFAULT_CHECKPOINT_EVERY;
  GuardOptions guards = GuardOptions.DEFAULT;
  boolean tensorBoard;
  Optional<Cluster> cluster = Optional.empty();
  private boolean orResume;

  RunChoice() {
    resumed = false;
  }

  /** Takes those of a run to resume. */
  RunChoice(RunFolder run, TrainingOptions options) {
    resumed = true;
    folder = run.path();
    sampleEvery = options.sampleEvery();
    checkpointEvery = options.checkpointEvery();
    guards = options.guards();
    tensorBoard = options.tensorBoard();
  }

  void folder(Path chosen) {
    if (resumed) {
      throw new IllegalStateException(
          "a resumed run continues in its own folder %s: omit the run folder, or copy that"
                  .formatted(folder)
              + " one and resume the copy");
    }
    folder = GivenPath.onDisk("run folder", chosen);
  }

  void orResume(boolean resumes) {
    if (resumed) {
      throw new IllegalStateException("this is a run that is resumed in any case");
    }
    orResume = resumes;
  }

  /** Returns whether another worker has the run folder. */
  boolean follows() {
    return cluster.isPresent() && !cluster.get().isChief();
  }

  /**
   * Returns the options of the run that the folder holds already and that is to go on, or nothing.
   *
   * @throws FaceGanException if the folder is not free for a new run
   */
  Optional<TrainingOptions> inFolder(Path chosen) {
    if (follows()) {
      return Optional.empty();
    }
    if (orResume && RunFolder.isOne(chosen)) {
      return Optional.of(RunFolder.open(chosen).options());
    }
    RunFolder.checkFree(chosen);
    return Optional.empty();
  }

  /** Returns the folder; of a new run that was given none, one with the time. */
  Path folder(Networks trained) {
    if (folder == null && orResume) {
      throw new FaceGanException(
          "a run that is resumed if it is there needs a run folder of its own: name it");
    }
    return folder != null
        ? folder
        : GivenPath.onDisk(
            "run folder", Path.of("runs", trained.name() + "-" + TIME.format(LocalDateTime.now())));
  }
}
