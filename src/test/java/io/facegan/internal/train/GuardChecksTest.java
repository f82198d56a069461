package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.SomeDiagnostics;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.LossMeans;
import io.facegan.train.StepResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardChecksTest {
  private static final double DIVERSE = 0.9;
  private static final double LONG = 40;

  @ParameterizedTest
  @CsvSource({"NaN, 1, 1", "1, NaN, 1", "1, 1, NaN", "Infinity, 1, 1", "1, 1, -Infinity"})
  void lossThatIsNoNumber_isFound(double real, double fake, double generator) {
    assertThat(GuardChecks.ofLosses(step(real, fake, generator)))
        .containsExactly(
            new GuardChecks.Finding(
                Guard.NOT_FINITE,
                "training diverged at step 7 (losses %s, %s, %s)".formatted(real, fake, generator),
                "a lower learning rate or another seed"));
  }

  @Test
  void largeLosses_areNumbers() {
    assertThat(GuardChecks.ofLosses(step(Float.MAX_VALUE, Float.MAX_VALUE, 0))).isEmpty();
  }

  @Test
  void variable_isNamed() {
    assertThat(GuardChecks.ofVariable(12, "generator/dense_1/bias").what())
        .isEqualTo(
            "training diverged by step 12 (generator/dense_1/bias holds values that are not"
                + " finite)");
  }

  @Test
  void youngNetworks_areLeftAlone() {
    assertThat(GuardChecks.of(evaluation(499, 0, new LossMeans(499, 0, 0, 20), 0))).isEmpty();
    assertThat(GuardChecks.of(evaluation(500, 0, new LossMeans(500, 0, 0, 20), 0))).hasSize(2);
  }

  @Test
  void healthyNetworks_areLeftAlone() {
    for (double generator : new double[] {0.1, 0.693, 3, 9}) {
      assertThat(GuardChecks.of(evaluation(500, DIVERSE, losses(0.1, generator), LONG))).isEmpty();
    }
  }

  @Test
  void thinImages_areNoCollapse() {
    assertThat(GuardChecks.of(evaluation(500, 0.06, losses(0.5, 1), LONG))).isEmpty();
    assertThat(GuardChecks.of(evaluation(500, Double.NaN, losses(0.5, 1), LONG))).isEmpty();
  }

  @Test
  void sameRealImages_leaveTheCollapseUnjudged() {
    assertThat(GuardChecks.unjudged(evaluation(0, Double.NaN, losses(0.5, 1), LONG)))
        .get()
        .extracting(GuardChecks.Finding::guard)
        .isEqualTo(Guard.COLLAPSE);
    assertThat(GuardChecks.unjudged(evaluation(0, 0.06, losses(0.5, 1), LONG))).isEmpty();
  }

  @Test
  void sameImages_areACollapse() {
    assertThat(GuardChecks.of(evaluation(600, 0.0123, losses(0.5, 1), LONG)))
        .containsExactly(
            new GuardChecks.Finding(
                Guard.COLLAPSE,
                "mode collapse at step 600 (the generated images are 0.012 times as diverse as"
                    + " real ones)",
                "a lower learning rate, a larger batch or another seed"));
  }

  @Test
  void perfectDiscriminator_hasWon() {
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.0019, 8.5), LONG)))
        .containsExactly(
            new GuardChecks.Finding(
                Guard.DISCRIMINATOR_WON,
                "the discriminator has won by step 600 (its loss is 0.00190, the generator's"
                    + " 8.50)",
                "a lower learning rate, more images or a weaker discriminator"));
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.002, 8.5), LONG))).isEmpty();
  }

  @Test
  void vanishedGradient_isTheDiscriminatorsVictory() {
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.05, 8), 0.0004)))
        .containsExactly(
            new GuardChecks.Finding(
                Guard.DISCRIMINATOR_WON,
                "the discriminator has won by step 600 (the generator's loss is 8.00, and its"
                    + " gradient has vanished, to 5e-05 of that)",
                "a lower learning rate, another activation or another seed"));
  }

  @Test
  void gradient_isMeasuredByItsLoss() {
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.05, 8), 0.0799))).hasSize(1);
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.05, 8), 0.0801))).isEmpty();
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.05, 1), 0.0099))).hasSize(1);
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.05, 1), 0.0101))).isEmpty();
  }

  @Test
  void discriminatorThatIsNotAhead_hasNotWon() {
    // The generator has convinced it, or nobody learns anything.
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(2, 0.01), 0))).isEmpty();
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.7, 0.9), 0))).isEmpty();
    assertThat(GuardChecks.of(evaluation(600, DIVERSE, losses(0.5, 0.6), 0))).isEmpty();
  }

  @Test
  void worst_comesFirst() {
    List<GuardChecks.Finding> both = GuardChecks.of(evaluation(600, 0, losses(0, 20), 0));
    assertThat(both)
        .extracting(GuardChecks.Finding::guard)
        .containsExactly(Guard.COLLAPSE, Guard.DISCRIMINATOR_WON);
  }

  private static StepResult step(double real, double fake, double generator) {
    return new StepResult(7, 0, 10, 1, 14, real, fake, generator, 5);
  }

  private static LossMeans losses(double discriminator, double generator) {
    return new LossMeans(600, discriminator, discriminator, generator);
  }

  private static Evaluation evaluation(
      long step, double diversity, LossMeans losses, double gradient) {
    ImageDiagnostics images = SomeDiagnostics.of(diversity, 20, 1, 1, 0, 0, 0.5, 0.5);
    return new Evaluation(
        step, 0, true, images, losses, gradient, ProcessMemory.now(Optional.empty()));
  }
}
