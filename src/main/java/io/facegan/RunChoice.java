package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.train.GuardOptions;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.Networks;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** What a builder was told of where a run is kept, and of what it keeps and watches. */
final class RunChoice {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final boolean resumed;
  private Path folder;
  long sampleEvery = FaceGanBuilder.DEFAULT_SAMPLE_EVERY;
  long checkpointEvery = FaceGanBuilder.DEFAULT_CHECKPOINT_EVERY;
  GuardOptions guards = GuardOptions.DEFAULT;
  boolean tensorBoard;

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

  /**
   * Returns the folder; of a new run that was given none, one with the time.
   *
   * @param orResume whether another process of the same run has to find it
   */
  Path folder(Networks trained, boolean orResume) {
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
