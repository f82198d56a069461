package io.facegan.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** At what a process is killed. */
enum Moment {
  /** While Java and TensorFlow start and images are read. */
  STARTING(Moment.seconds(3)) {
    @Override
    boolean hasCome(Path run, Instant since) {
      return true;
    }
  },
  /** Between the options and the first step. */
  BEGINNING(Moment.millis(300)) {
    @Override
    boolean hasCome(Path run, Instant since) throws IOException {
      return isTouched(run.resolve("options.json"), since);
    }
  },
  /** Anywhere in the training. */
  TRAINING(Moment.seconds(1)) {
    @Override
    boolean hasCome(Path run, Instant since) throws IOException {
      return isTouched(run.resolve("metrics.jsonl"), since);
    }
  },
  /** While a checkpoint is written. */
  WRITING(Moment.millis(15)) {
    @Override
    boolean hasCome(Path run, Instant since) throws IOException {
      for (Path unfinished : CheckpointFiles.unfinished(run)) {
        if (isTouched(unfinished, since)) {
          return true;
        }
      }
      return false;
    }
  },
  /** When a checkpoint has just got its name, and old ones are removed. */
  NAMED(Moment.millis(4)) {
    @Override
    boolean hasCome(Path run, Instant since) throws IOException {
      List<Path> all = CheckpointFiles.all(run);
      return !all.isEmpty() && isTouched(all.get(all.size() - 1), since);
    }
  };

  private final long longestDelay;

  Moment(long longestDelay) {
    this.longestDelay = longestDelay;
  }

  /** Returns whether it has come, with what was written since then. */
  abstract boolean hasCome(Path run, Instant since) throws IOException;

  /** Returns the nanoseconds to wait at most once it has come. */
  long longestDelay() {
    return longestDelay;
  }

  /** Returns whether it comes again and again while a process trains. */
  boolean recurs() {
    return this == WRITING || this == NAMED;
  }

  private static long seconds(int count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  private static long millis(int count) {
    return TimeUnit.MILLISECONDS.toNanos(count);
  }

  private static boolean isTouched(Path path, Instant since) throws IOException {
    try {
      return Files.getLastModifiedTime(path).toInstant().isAfter(since);
    } catch (NoSuchFileException absent) {
      return false;
    }
  }
}
