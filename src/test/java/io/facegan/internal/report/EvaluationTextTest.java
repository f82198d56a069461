package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.metric.ImageDiagnostics;
import io.facegan.train.Evaluation;
import io.facegan.train.LossMeans;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
  private static final ImageDiagnostics IMAGES =
      new ImageDiagnostics(0.5, 12.25, 1.5, 1, -2, 0.25, 0.75, 0.625);

  @Test
  void run_hasALineForEachFigure() {
    assertThat(EvaluationText.of(Runs.evaluation(20, 0, true)).lines())
        .containsExactly(
            "diversity    0.500 of real images': healthy (collapsed below 0.05, thin below 0.4)",
            "distance     12.3 from real images (sliced Wasserstein)",
            "checkerboard 1.50 grey levels, real images 1.00",
            "dark border  -2.00 grey levels, real images 0.250",
            "asymmetry    0.750 of 2, real images 0.625",
            "loss D       0.625, 0.068 below ln 2",
            "loss G       1.000, 0.307 above ln 2",
            "gradient G   0.0625 nats per unit of relative weight change",
            "memory       0.1 kB allocated by TensorFlow, peak 0.3 kB in a training step",
            "process      1.0 kB, peak 3.0 kB");
  }

  @Test
  void model_hasNoLosses() {
    assertThat(EvaluationText.of(IMAGES, Runs.NO_MEMORY).lines().skip(5))
        .containsExactly(
            "memory       TensorFlow reports no allocations on this device",
            "process      unknown, peak unknown");
  }

  @Test
  void untrainedRun_hasNoLossesYet() {
    Evaluation untrained =
        new Evaluation(0, 0, true, IMAGES, new LossMeans(0, 0, 0, 0), 0, Runs.NO_MEMORY);
    assertThat(EvaluationText.of(untrained))
        .contains("loss D       before the first step" + System.lineSeparator())
        .contains("loss G       before the first step" + System.lineSeparator());
  }
}
