package io.facegan.train;

import io.facegan.data.OutputFolders;
import io.facegan.data.Skipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The folder of one run: {@code options.json}, {@code skipped.txt} and {@code checkpoints/}. */
public final class RunFolder {
  private static final String OPTIONS = "options.json";

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Checks, without creating anything, that a new run can be kept here.
   *
   * @throws IllegalArgumentException if something stands there already or it cannot be written
   */
  public static void checkFree(Path folder) {
    OutputFolders.checkFree("run folder", folder);
  }

  /**
   * Makes the folder of a new run and writes its options.
   *
   * @throws IllegalArgumentException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static RunFolder create(Path folder, TrainingOptions options) {
    checkFree(folder);
    try {
      Files.createDirectories(folder);
      // Under its name only when it is whole: this file makes the folder a run.
      Path unfinished = folder.resolve(OPTIONS + ".unfinished");
      Files.writeString(unfinished, RunJson.write(options));
      Files.move(unfinished, folder.resolve(OPTIONS), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the run folder %s (%s): choose another".formatted(folder, e.getMessage()),
          e);
    }
    return new RunFolder(folder);
  }

  /**
   * Opens the folder of an earlier run.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RunFolder open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(OPTIONS))) {
      throw new IllegalArgumentException(
          "%s is not a run folder: it holds no %s. Name a folder that train wrote with --run"
              .formatted(folder, OPTIONS));
    }
    return new RunFolder(folder);
  }

  /** Returns where it lies. */
  public Path path() {
    return folder;
  }

  /**
   * Reads the options back.
   *
   * @throws IllegalArgumentException if the file is damaged or from another version
   */
  public TrainingOptions options() {
    Path file = folder.resolve(OPTIONS);
    try {
      return RunJson.read(Files.readString(file), TrainingOptions.class);
    } catch (IllegalArgumentException damaged) {
      throw new IllegalArgumentException(
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
}
