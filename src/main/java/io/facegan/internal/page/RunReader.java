package io.facegan.internal.page;

import io.facegan.internal.report.MetricsFile;
import io.facegan.internal.report.MetricsReader;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import java.awt.image.BufferedImage;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Reads a run folder, also while a training writes to it. It remembers what it has read: each call
 * of {@link #read} reads the lines and images that are new since the last.
 */
public final class RunReader {
  /** Of a page's images, but the newest: a page may have 3 MB, and base64 needs a third more. */
  private static final int IMAGE_BYTES = 1_300_000;

  private final Path folder;
  private final boolean fixed;
  private final Film film;
  private TrainingOptions options;
  private RunHistory history = new RunHistory();
  private Object file;
  private long offset;
  private long damaged;

  /**
   * Opens a run.
   *
   * @throws io.facegan.error.FaceGanException if the folder is none or its options are damaged
   */
  public RunReader(Path folder) {
    this(folder, RunFolder.open(folder).options(), false, IMAGE_BYTES, UnaryOperator.identity());
  }

  /** Opens the run of a training that knows its options. */
  RunReader(Path folder, TrainingOptions options) {
    this(folder, options, true, IMAGE_BYTES, UnaryOperator.identity());
  }

  private RunReader(
      Path folder,
      TrainingOptions options,
      boolean fixed,
      int bytes,
      UnaryOperator<BufferedImage> part) {
    this.folder = folder;
    this.options = options;
    this.fixed = fixed;
    film = new Film(folder, bytes, part);
  }

  /** Opens one of several runs of a page, to show some faces of each grid. */
  static RunReader ofSome(Path folder, int runs) {
    TrainingOptions options = RunFolder.open(folder).options();
    return new RunReader(folder, options, false, IMAGE_BYTES / runs, new SeedStrip(options));
  }

  /**
   * Returns what the run folder holds now.
   *
   * @param training whether the training goes on
   * @throws UncheckedIOException if a file cannot be read; images that cannot are named in the data
   */
  public RunData read(boolean training) {
    readMetrics();
    List<Picture> grids = film.grids(history.last());
    List<Picture> reals = film.reals();
    List<String> notes = new ArrayList<>(film.problems());
    if (damaged > 0) {
      notes.add(
          "%s is damaged in %s: the damage is skipped"
              .formatted(MetricsFile.NAME, Text.count(damaged, "place")));
    }
    history
        .curve(RunHistory.GENERATOR)
        .filter(losses -> losses.notFinite() > 0)
        .ifPresent(
            losses ->
                notes.add(
                    "the generator's loss was NaN or infinite in %s: gaps in the curve"
                        .formatted(Text.count(losses.notFinite(), "logged step"))));
    return new RunTables(options, history).data(folder, training, grids, reals, skipped(), notes);
  }

  private void readMetrics() {
    Path metrics = folder.resolve(MetricsFile.NAME);
    if (isAnother(metrics)) {
      history = new RunHistory();
      offset = 0;
      damaged = 0;
      options = fixed ? options : RunFolder.open(folder).options();
    }
    try (MetricsReader reader = MetricsReader.growing(metrics, offset)) {
      reader.lines().forEach(history::add);
      offset = reader.offset();
      damaged += reader.damaged();
    }
  }

  /** Returns whether the file was replaced since it was read: a resume drops lines. */
  private boolean isAnother(Path metrics) {
    try {
      BasicFileAttributes now = Files.readAttributes(metrics, BasicFileAttributes.class);
      Object before = file;
      file = now.fileKey();
      return offset > 0 && (!Objects.equals(before, file) || now.size() < offset);
    } catch (NoSuchFileException notYet) {
      return offset > 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + metrics + ": " + e.getMessage(), e);
    }
  }

  private List<String> skipped() {
    Path file = folder.resolve("skipped.txt");
    if (Files.notExists(file)) {
      return List.of();
    }
    // Not through a channel, which an interrupt of the training would close.
    try (var in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
