package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Likeness;
import io.facegan.metric.Memorising;
import io.facegan.metric.SomeDiagnostics;
import io.facegan.train.Evaluation;
import io.facegan.train.LossMeans;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
  private static final ImageDiagnostics IMAGES =
      SomeDiagnostics.of(0.5, 12.25, 1.5, 1, -2, 0.25, 0.75, 0.625);

  @Test
  void run_hasALineForEachFigure() {
    assertThat(EvaluationText.of(Runs.evaluation(20, 0, true)).lines())
        .containsExactly(
            "verdict      healthy",
            "compared     512 images with 500 real ones",
            "kernel       0.50, real images -0.25: rough above 1.3, unlike above 3.5",
            "frechet      6.00, real images 4.00",
            "precision    0.750 of 1, real images 0.750",
            "recall       0.500 of 1, real images 0.875",
            "density      0.875, real images 1.00",
            "coverage     0.625 of 1, real images 1.00",
            "diversity    0.500 of real images': collapsed below 0.05, thin below 0.4",
            "similarity   0.250 of 1, real images 0.125",
            "distance     12.3 from real images, which are 30.0 apart (sliced Wasserstein)",
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
    assertThat(EvaluationText.of(IMAGES, Runs.NO_MEMORY).lines().skip(14))
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

  @Test
  void unknownFigures_sayWhatToDo() {
    ImageDiagnostics few =
        new ImageDiagnostics(
            36,
            3,
            Likeness.UNKNOWN,
            Likeness.UNKNOWN,
            Double.NaN,
            1,
            1,
            Double.NaN,
            Double.NaN,
            1,
            1,
            1,
            1,
            1,
            1);
    assertThat(EvaluationText.of(few, Runs.NO_MEMORY).lines())
        .contains("checkerboard unknown, real images unknown")
        .startsWith(
            "verdict      unknown",
            "compared     36 images with 3 real ones",
            "kernel       unknown: give at least 12 real images, better 1,024",
            "diversity    unknown: too many of the real images are the same");
  }

  @Test
  void copies_areALine() {
    assertThat(EvaluationText.of(new Memorising(512, 1_340, 0.0078125, 2.5, 3.25, null)))
        .isEqualTo(
            "copies       0.8 % of 512 images are as near to one of 1,340 real ones as 1 % of these"
                + " are to another (3.25); nearest 2.50");
    assertThat(EvaluationText.of(new Memorising(512, 1_340, Double.NaN, 2.5, 0, null)))
        .isEqualTo(
            "copies       unknown: 1 % or more of the 1,340 real images are there twice; nearest"
                + " 2.50");
  }
}
