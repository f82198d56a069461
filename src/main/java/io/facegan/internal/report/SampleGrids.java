package io.facegan.internal.report;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.util.Text;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;

/**
 * Writes grids of images into the run folder: {@code reals.png} at the start, and {@code
 * samples-000000.png} (untrained), {@code samples-000300.png} and so on, numbered by step, whenever
 * samples are generated. Every method throws {@link java.io.UncheckedIOException} if its file
 * cannot be written and {@link FaceGanException} if {@link ImageGrid} cannot draw the images.
 */
public final class SampleGrids implements TrainingListener {
  private final int columns;
  private Path runFolder;

  /** Writes near-square grids. */
  public SampleGrids() {
    this(0);
  }

  /**
   * Writes grids of samples in so many columns.
   *
   * @param columns 0 for near-square ones
   */
  public SampleGrids(int columns) {
    this.columns = columns;
  }

  @Override
  public void started(TrainingStart start) {
    runFolder = start.runFolder();
    ImageGrid.write(start.reals(), runFolder.resolve("reals.png"));
  }

  @Override
  public void sampled(long step, ImageBatch samples) {
    write(samples, columns, Started.folder(runFolder, "SampleGrids").resolve(file(step)));
  }

  /**
   * Writes a grid of samples.
   *
   * @param columns 0 for a near-square one
   */
  public static void write(ImageBatch samples, int columns, Path file) {
    PngFiles.write(ImageGrid.of(samples, columns), file);
  }

  /** Returns the name of the file with the samples of a step. */
  public static String file(long step) {
    return Text.format("samples-%06d.png", step);
  }
}
