package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.data.Skipped;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.ProcessLock;
import io.facegan.internal.util.WriteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one run: {@code options.json}, {@code skipped.txt}, {@code checkpoints/} and, if it
 * began with weights of another, {@code start/}. While it is open for a training no other training
 * can have it.
 */
public final class RunFolder implements AutoCloseable {
  private static final String OPTIONS = "options.json";
  private static final String LOCK = "lock";
  private static final String CHECKPOINTS = "checkpoints";

  /** What the run began with, in the files of a checkpoint. */
  private static final String START = "start";

  private final Path folder;
  private final ProcessLock lock;

  private RunFolder(Path folder, ProcessLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Checks, without creating anything, that a new run can be kept here.
   *
   * @throws FaceGanException if something stands there already or it cannot be written
   */
  public static void checkFree(Path folder) {
    // What a training leaves that was killed before it began is no run yet.
    OutputPlaces.checkFree("run folder", folder, LOCK, START);
  }

  /**
   * Makes the folder of a new run and writes its options.
   *
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static RunFolder create(Path folder, TrainingOptions options) {
    return create(folder, options, Optional.empty());
  }

  /**
   * Makes the folder of a new run and writes its options.
   *
   * @param start the first values of all variables, if not those of the seed
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static RunFolder create(
      Path folder, TrainingOptions options, Optional<VariableSnapshot> start) {
    checkFree(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw WriteFailure.of("the run folder " + folder, e);
    }
    RunFolder created = new RunFolder(folder, lock(folder));
    try {
      start.ifPresent(created::writeStart);
      created.write(options);
    } catch (RuntimeException e) {
      created.close();
      throw e;
    }
    return created;
  }

  private void writeStart(VariableSnapshot variables) {
    Checkpoint start = new Checkpoint(folder.resolve(START));
    try {
      start.write(variables, State.START);
    } catch (IOException e) {
      throw WriteFailure.of("the start " + start.folder(), e);
    }
  }

  /**
   * Returns what a run begins with that took weights of another.
   *
   * @throws FaceGanException if it is damaged or gone
   */
  Checkpoint start() {
    Checkpoint start = new Checkpoint(folder.resolve(START));
    start
        .problem()
        .ifPresent(
            problem -> {
              throw new FaceGanException(
                  "the weights that the run began with, %s, cannot be used (%s): put an undamaged copy"
                          .formatted(start.folder(), problem)
                      + " there, or train again");
            });
    return start;
  }

  /** Writes the options, in place of those that are there. */
  public void write(TrainingOptions options) {
    // This file makes the folder a run.
    byte[] json = RunJson.write(options).getBytes(StandardCharsets.UTF_8);
    AtomicFile.writeDurably(folder.resolve(OPTIONS), out -> out.write(json));
  }

  /** Opens the folder of an earlier run to read it; refuses any other folder. */
  public static RunFolder open(Path folder) {
    check(folder);
    return new RunFolder(folder, null);
  }

  /** Opens the folder of an earlier run to train on; refuses if another training has it. */
  public static RunFolder reopen(Path folder) {
    check(folder);
    return new RunFolder(folder, lock(folder));
  }

  /** Keeps a second training out, and removes what a killed one left. */
  static ProcessLock lock(Path folder) {
    try {
      ProcessLock lock = ProcessLock.take(folder.resolve(LOCK));
      if (lock == null) {
        throw new FaceGanException(
            "run folder %s is in use by another training: wait for it or stop it"
                .formatted(folder));
      }
      AtomicFolder.removeLeftovers(folder);
      AtomicFolder.removeLeftovers(folder.resolve(CHECKPOINTS));
      return lock;
    } catch (IOException e) {
      throw WriteFailure.of("the run folder " + folder, e);
    }
  }

  /** Returns whether a training has the folder; true where that cannot be found out. */
  public static boolean isTrained(Path folder) {
    try {
      return ProcessLock.isTaken(folder.resolve(LOCK));
    } catch (IOException notKnown) {
      return true;
    }
  }

  /** Returns whether a folder is that of a run. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(OPTIONS));
  }

  private static void check(Path folder) {
    if (!isOne(folder)) {
      throw new FaceGanException(
          "%s is not a run folder: it holds no %s. Name a folder that train wrote with --run"
              .formatted(folder, OPTIONS));
    }
  }

  public Path path() {
    return folder;
  }

  /** Reads the options back; refuses a file that is damaged or from another version. */
  public TrainingOptions options() {
    Path file = folder.resolve(OPTIONS);
    try {
      return RunJson.read(Files.readString(file), TrainingOptions.class, EarlierOptions::upgrade);
    } catch (FaceGanException damaged) {
      throw new FaceGanException(
          "%s does not hold the options of a run: %s".formatted(file, damaged.getMessage()),
          damaged);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  public Checkpoints checkpoints() {
    return new Checkpoints(folder.resolve(CHECKPOINTS));
  }

  /** Writes {@code skipped.txt}, one image with its reason a line; nothing if none was. */
  public void writeSkipped(List<Skipped> skipped) {
    if (skipped.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (Skipped image : skipped) {
      lines.append(image.name()).append('\t').append(image.reason()).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve("skipped.txt"), out -> out.write(bytes));
  }

  /** Lets other trainings have the folder. */
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
