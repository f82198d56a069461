package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.data.Skipped;
import io.facegan.internal.util.Durable;
import io.facegan.internal.util.OutputFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/**
 * The folder of one run: {@code options.json}, {@code skipped.txt} and {@code checkpoints/}. While
 * it is open for a training no other training can have it.
 */
public final class RunFolder implements AutoCloseable {
  private static final String OPTIONS = "options.json";
  private static final String UNFINISHED = OPTIONS + ".unfinished";

  private final Path folder;
  private final RunLock lock;

  private RunFolder(Path folder, RunLock lock) {
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
    OutputFolders.checkFree("run folder", folder, Set.of(UNFINISHED, RunLock.FILE));
  }

  /**
   * Makes the folder of a new run and writes its options.
   *
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static RunFolder create(Path folder, TrainingOptions options) {
    checkFree(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
    RunFolder created = new RunFolder(folder, RunLock.take(folder));
    try {
      created.write(options);
    } catch (RuntimeException e) {
      created.close();
      throw e;
    }
    return created;
  }

  /**
   * Writes the options, in place of those that are there.
   *
   * @throws UncheckedIOException if that fails
   */
  public void write(TrainingOptions options) {
    try {
      // Under its name only when it is whole: this file makes the folder a run.
      Path unfinished = folder.resolve(UNFINISHED);
      Files.writeString(unfinished, RunJson.write(options));
      Durable.force(unfinished);
      Files.move(unfinished, folder.resolve(OPTIONS), StandardCopyOption.ATOMIC_MOVE);
      Durable.force(folder);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  /**
   * Opens the folder of an earlier run to read it.
   *
   * @throws FaceGanException if it is none
   */
  public static RunFolder open(Path folder) {
    check(folder);
    return new RunFolder(folder, null);
  }

  /**
   * Opens the folder of an earlier run to train on.
   *
   * @throws FaceGanException if it is none, or another training has it
   * @throws UncheckedIOException if it cannot be written
   */
  public static RunFolder reopen(Path folder) {
    check(folder);
    return new RunFolder(folder, RunLock.take(folder));
  }

  private static void check(Path folder) {
    if (!Files.isRegularFile(folder.resolve(OPTIONS))) {
      throw new FaceGanException(
          "%s is not a run folder: it holds no %s. Name a folder that train wrote with --run"
              .formatted(folder, OPTIONS));
    }
  }

  private static UncheckedIOException cannotWrite(Path folder, IOException e) {
    return new UncheckedIOException(
        "cannot write the run folder %s (%s): choose another".formatted(folder, e.getMessage()), e);
  }

  /** Returns where it lies. */
  public Path path() {
    return folder;
  }

  /**
   * Reads the options back.
   *
   * @throws FaceGanException if the file is damaged or from another version
   */
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

  /** Returns the checkpoints of this run. */
  public Checkpoints checkpoints() {
    return new Checkpoints(folder.resolve("checkpoints"));
  }

  /** Writes {@code skipped.txt}, one picture with its reason a line; nothing if none was. */
  public void writeSkipped(List<Skipped> skipped) {
    if (skipped.isEmpty()) {
      return;
    }
    List<String> lines =
        skipped.stream().map(picture -> picture.name() + "\t" + picture.reason()).toList();
    try {
      Files.write(folder.resolve("skipped.txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write skipped.txt in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Lets other trainings have the folder. */
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
