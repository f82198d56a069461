package io.facegan.internal.report;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PngFiles;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;

/**
 * Draws the losses of both networks over the run into {@code losses.png}, 1000 x 600 pixels, anew
 * whenever samples are drawn and at the end: the losses themselves in pale lines, their running
 * means in strong ones, and ln 2 = 0.693, where both networks are balanced. The discriminator's
 * loss is the mean of its two.
 *
 * <p>It keeps every 10th step, or every step of a run of fewer than 100, and merges neighbours in
 * long runs, so that memory stays bounded. Of a resumed run the earlier losses are read from its
 * {@code metrics.jsonl}.
 */
public final class LossPlot implements TrainingListener {
  private static final int INTERVAL = 10;
  private static final int SHORT_RUN = 100;

  private Path runFolder;
  private LossHistory history = new LossHistory();

  /** Creates a listener; the run folder is learnt when training starts. */
  public LossPlot() {}

  /**
   * {@inheritDoc}
   *
   * @throws FaceGanException if this Java runtime cannot draw text, for want of fonts
   * @throws java.io.UncheckedIOException if the earlier losses of a resumed run cannot be read
   */
  @Override
  public void started(TrainingStart start) {
    Fonts.check();
    runFolder = start.runFolder();
    history = new LossHistory();
    try (MetricsReader metrics = new MetricsReader(runFolder.resolve(MetricsFile.NAME))) {
      metrics
          .lines()
          .filter(line -> line.isWithin(start))
          .forEach(line -> line.losses().ifPresent(history::add));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if training has not started
   */
  @Override
  public void stepped(StepResult result) {
    Started.folder(runFolder, "LossPlot");
    if (result.step() % INTERVAL == 0 || result.totalSteps() < SHORT_RUN) {
      history.add(new LossPoint(result.step(), result.lossDiscriminator(), result.lossGenerator()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.io.UncheckedIOException if the plot cannot be written
   * @throws IllegalStateException if training has not started
   */
  @Override
  public void sampled(long step, ImageBatch samples) {
    draw(step);
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.io.UncheckedIOException if the plot cannot be written
   * @throws IllegalStateException if training has not started
   */
  @Override
  public void finished(TrainingResult result) {
    if (result.last() != null) {
      draw(result.last().step());
    }
  }

  private void draw(long step) {
    Path file = Started.folder(runFolder, "LossPlot").resolve("losses.png");
    // Of a run that was rolled back, what lies ahead was given up.
    history.dropAfter(step);
    if (!history.points().isEmpty()) {
      PngFiles.write(LossChart.draw(history.points(), history.notFinite()), file);
    }
  }
}
