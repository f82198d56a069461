package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossPlotTest {
  private final ImageBatch samples = Runs.images(ImageShape.rgb(2, 2), 1);
  private final LossPlot plot = new LossPlot();

  @TempDir Path folder;

  @Test
  void finished_drawsBothCurves() throws IOException {
    train(200, 0.5, 1.25);

    DrawnLosses losses = DrawnLosses.in(folder);
    assertThat(losses.image().getWidth()).isEqualTo(1000);
    assertThat(losses.image().getHeight()).isEqualTo(600);
    // The axis ends at 1.1 * 1.25, so the curves lie at 0.6 / 1.375 and 1.25 / 1.375 of it.
    assertThat(losses.generatorHeight()).isBetween(0.85, 0.95);
    assertThat(losses.discriminatorHeight()).isBetween(0.38, 0.48);
  }

  @Test
  void earlySpikes_doNotFlattenTheCurves() throws IOException {
    plot.started(Runs.start(folder, 2000));
    for (long step = 1; step <= 2000; step++) {
      plot.stepped(Runs.step(step, 2000, 0.5, step < 30 ? 500 : 1.25));
    }
    plot.finished(Runs.result(folder, Runs.step(2000, 2000)));

    assertThat(DrawnLosses.in(folder).discriminatorHeight()).isBetween(0.38, 0.48);
  }

  @Test
  void sampled_drawsWhatThereIs() throws IOException {
    plot.started(Runs.start(folder, 1000));
    plot.sampled(0, samples);
    assertThat(folder.resolve("losses.png")).doesNotExist();

    for (long step = 1; step <= 10; step++) {
      plot.stepped(Runs.step(step, 1000));
    }
    plot.sampled(10, samples);

    assertThat(DrawnLosses.in(folder).image().getWidth()).isEqualTo(1000);
  }

  @Test
  void everyTenthStep_isKept() {
    plot.started(Runs.start(folder, 1000));
    for (long step = 1; step <= 9; step++) {
      plot.stepped(Runs.step(step, 1000));
    }
    plot.sampled(9, samples);

    assertThat(folder.resolve("losses.png")).doesNotExist();
  }

  @Test
  void oneStep_isDrawnAsPoints() throws IOException {
    train(1, 0.5, 1.25);

    assertThat(DrawnLosses.in(folder).generatorHeight()).isBetween(0.85, 0.95);
  }

  @Test
  void notFiniteLosses_areSurvived() throws IOException {
    train(50, Double.NaN, Double.POSITIVE_INFINITY);

    DrawnLosses losses = DrawnLosses.in(folder);
    assertThat(losses.generatorHeight()).isNaN();
    assertThat(losses.discriminatorHeight()).isNaN();
  }

  @Test
  void secondTraining_startsWithEmptyCurves() throws IOException {
    train(200, 0.5, 9);
    train(200, 0.5, 1.25);

    assertThat(DrawnLosses.in(folder).discriminatorHeight()).isBetween(0.38, 0.48);
  }

  @Test
  void finished_afterTheFolderIsGone_namesTheFile() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    plot.started(Runs.start(run, 10));
    plot.stepped(Runs.step(1, 10));
    Files.delete(run);

    assertThatThrownBy(() -> plot.finished(Runs.result(run, Runs.step(1, 10))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write " + run.resolve("losses.png") + " (");
  }

  @Test
  void step_beforeTheStart_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> plot.stepped(Runs.step(1, 25)))
        .withMessage("LossPlot has no run folder yet: call started(...) before any other method");
  }

  @Test
  void fonts_missing_areNamedBeforeTheTraining() {
    Runnable drawText =
        () -> {
          throw new InternalError("no fontconfig");
        };

    assertThatThrownBy(() -> Fonts.check(drawText))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            "loss plot", "java.lang.InternalError: no fontconfig", "install fontconfig and a font");
  }

  private void train(long steps, double lossReal, double lossGenerator) {
    plot.started(Runs.start(folder, steps));
    for (long step = 1; step <= steps; step++) {
      plot.stepped(Runs.step(step, steps, lossReal, lossGenerator));
    }
    plot.finished(Runs.result(folder, Runs.step(steps, steps)));
  }
}
