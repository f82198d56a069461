package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import io.facegan.train.GuardEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plot of a run that was resumed or rolled back. */
class ResumedLossPlotTest {
  private final ImageBatch samples = Runs.images(ImageShape.rgb(2, 2), 1);
  private final LossPlot plot = new LossPlot();

  @TempDir Path folder;

  @Test
  void resumedRun_hasTheCurvesOfTheBeginning() throws IOException {
    log(200, 0, 0.5, 1.25);
    plot.started(Runs.resumed(folder, 200, 200, 0, 1000));
    plot.stepped(Runs.step(210, 1000, 0.5, 1.25));
    plot.finished(Runs.result(folder, Runs.step(210, 1000, 0.5, 1.25)));

    DrawnLosses losses = DrawnLosses.in(folder);
    // A curve of one point would begin where the run was resumed, at the right edge.
    assertThat(losses.generatorLeft()).isBetween(95, 150);
    assertThat(losses.generatorHeight()).isBetween(0.85, 0.95);
  }

  @Test
  void resumedRun_isDrawnAsTheUnbrokenOne() throws IOException {
    plot.started(Runs.start(folder, 300));
    trainTo300From(1);
    byte[] unbroken = Files.readAllBytes(folder.resolve("losses.png"));
    log(170, 0, 0.5, 1.25);
    plot.started(Runs.resumed(folder, 150, 150, 0, 300));
    trainTo300From(151);

    assertThat(Files.readAllBytes(folder.resolve("losses.png"))).isEqualTo(unbroken);
  }

  @Test
  void lossesAfterTheCheckpoint_areLeftOut() throws IOException {
    log(100, 0, 0.5, 1.25);
    log(100, 1, 0.5, 1.25);
    // Of a try that began after the one that the checkpoint is of.
    log(500, 2, 9, 9);
    plot.started(Runs.resumed(folder, 100, 100, 1, 1000));
    plot.stepped(Runs.step(110, 1, 1000, 0.5, 1.25));
    plot.sampled(110, samples);

    assertThat(DrawnLosses.in(folder).discriminatorHeight()).isBetween(0.38, 0.48);
  }

  @Test
  void rolledBackRun_showsWhatItWentOnWith() throws IOException {
    plot.started(Runs.start(folder, 1000));
    for (long step = 1; step <= 200; step++) {
      plot.stepped(Runs.step(step, 1000, 0.5, step <= 20 ? 1.25 : 9));
    }
    for (long step = 21; step <= 100; step++) {
      plot.stepped(Runs.step(step, 1, 1000, 0.5, 1.25));
    }
    plot.sampled(100, samples);

    assertThat(DrawnLosses.in(folder).generatorHeight()).isBetween(0.85, 0.95);
  }

  @Test
  void rolledBackRun_forgetsWhatItGaveUpBeforeItIsThereAgain() throws IOException {
    plot.started(Runs.start(folder, 1000));
    for (long step = 1; step <= 200; step++) {
      plot.stepped(Runs.step(step, 1000, 0.5, step <= 20 ? 1.25 : 9));
    }
    plot.stepped(Runs.step(21, 1, 1000, 0.5, 1.25));
    plot.sampled(21, samples);

    assertThat(DrawnLosses.in(folder).generatorHeight()).isBetween(0.85, 0.95);
  }

  @Test
  void nothingLeftToDo_leavesThePlotAlone() throws IOException {
    log(200, 0, 0.5, 1.25);
    Path file = Files.writeString(folder.resolve("losses.png"), "an earlier plot");
    plot.started(Runs.resumed(folder, 200, 200, 0, 200));
    plot.finished(Runs.result(folder, null));

    assertThat(file).hasContent("an earlier plot");
  }

  private void trainTo300From(long first) {
    for (long step = first; step <= 300; step++) {
      plot.stepped(Runs.step(step, 300, 0.5, 1.25));
    }
    plot.finished(Runs.result(folder, Runs.step(300, 300)));
  }

  /** Adds what {@link MetricsLog} writes of such steps. */
  private void log(long steps, int attempt, double lossReal, double lossGenerator)
      throws IOException {
    Path file = folder.resolve(MetricsFile.NAME);
    if (attempt == 0) {
      Files.writeString(file, "");
    }
    for (long step = 10; step <= steps; step += 10) {
      MetricsFile.append(
          file, MetricsLine.of(Runs.step(step, attempt, 1000, lossReal, lossGenerator), false));
    }
    MetricsFile.append(file, MetricsLine.of(Runs.evaluation(steps, attempt, true)));
    MetricsFile.append(
        file, MetricsLine.of(Runs.event(steps, attempt, GuardEvent.Kind.ROLLED_BACK)));
  }
}
