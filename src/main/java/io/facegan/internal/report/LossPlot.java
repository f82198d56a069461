package io.facegan.internal.report;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PngFiles;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;

/**
 * Plots the losses of both networks over the run as {@code losses.png}, 1000 x 600 pixels, whenever
 * samples are generated and at the end. Pale lines are the losses, strong lines their running
 * means. A line at ln 2 = 0.693 marks the balance of the networks. The discriminator's loss is the
 * mean of its two losses.
 *
 * <p>Keeps every 10th step, or every step of a run of fewer than 100, and merges neighbours in long
 * runs, so that memory stays bounded. A resumed run reads its earlier losses from {@code
 * metrics.jsonl}.
 */
public final class LossPlot implements TrainingListener {
  private static final int INTERVAL = 10;
  private static final int SHORT_RUN = 100;

  private Path runFolder;
  private LossHistory history = new LossHistory();

  /** Fails before the first step if this Java runtime has no fonts to draw text with. */
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

  @Override
  public void stepped(StepResult result) {
    Started.folder(runFolder, "LossPlot");
    if (result.step() % INTERVAL == 0 || result.totalSteps() < SHORT_RUN) {
      history.add(new LossPoint(result.step(), result.lossDiscriminator(), result.lossGenerator()));
    }
  }

  @Override
  public void sampled(long step, ImageBatch samples) {
    draw(step);
  }

  @Override
  public void finished(TrainingResult result) {
    if (result.last() != null) {
      draw(result.last().step());
    }
  }

  private void draw(long step) {
    Path file = Started.folder(runFolder, "LossPlot").resolve("losses.png");
    // A roll-back discarded the steps ahead.
    history.dropAfter(step);
    if (!history.points().isEmpty()) {
      PngFiles.write(LossChart.draw(history.points(), history.notFinite()), file);
    }
  }
}
