package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.SomeDiagnostics;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.LossMeans;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsLineTest {
  private static final String LIKENESS =
      "\"generated\":512,\"reals\":500,"
          + "\"kernel_distance\":0.5,\"frechet_distance\":6.0,\"precision\":0.75,"
          + "\"recall\":0.5,\"density\":0.875,\"coverage\":0.625,"
          + "\"kernel_distance_reals\":-0.25,\"frechet_distance_reals\":4.0,"
          + "\"precision_reals\":0.75,\"recall_reals\":0.875,\"density_reals\":1.0,"
          + "\"coverage_reals\":1.0,";

  private static final String MEMORY =
      "\"machine\":{\"allocated_bytes\":100,\"peak_allocated_bytes\":300,"
          + "\"process_bytes\":1000,\"peak_process_bytes\":3000}";

  @Test
  void evaluation_holdsEveryFigure() {
    String figures =
        "\"evaluation\":{\"verdict\":\"HEALTHY\","
            + LIKENESS
            + "\"diversity\":0.5,\"distance\":12.25,\"distance_reals\":30.0,"
            + "\"checkerboard\":1.5,\"checkerboard_reals\":1.0,"
            + "\"border_darkness\":-2.0,\"border_darkness_reals\":0.25,"
            + "\"asymmetry\":0.75,\"asymmetry_reals\":0.625,"
            + "\"similarity\":0.25,\"similarity_reals\":0.125,"
            + "\"loss_discriminator_from_ln2\":%s,\"loss_generator_from_ln2\":%s,"
            + "\"generator_gradient\":0.0625}";
    figures = figures.formatted(0.625 - Math.log(2), 1 - Math.log(2));

    assertThat(MetricsLine.of(Runs.evaluation(20, 1, true)))
        .hasToString("{\"step\":20,\"attempt\":1,%s,%s}".formatted(figures, MEMORY));
    assertThat(MetricsLine.of(Runs.evaluation(25, 0, false)))
        .hasToString("{\"step\":25,\"attempt\":0,%s,%s,\"end\":true}".formatted(figures, MEMORY));
  }

  @Test
  void evaluation_hasNullForWhatIsNotKnown() {
    double nan = Double.NaN;
    ImageDiagnostics images =
        SomeDiagnostics.of(Double.POSITIVE_INFINITY, 3, nan, nan, nan, nan, nan, 4.9e-324);
    Evaluation untrained =
        new Evaluation(0, 0, true, images, new LossMeans(0, 0, 0, 0), 0, Runs.NO_MEMORY);

    assertThat(MetricsLine.of(untrained))
        .hasToString(
            "{\"step\":0,\"attempt\":0,\"evaluation\":{\"verdict\":\"HEALTHY\","
                + LIKENESS
                + "\"diversity\":null,\"distance\":3.0,\"distance_reals\":30.0,"
                + "\"checkerboard\":null,\"checkerboard_reals\":null,"
                + "\"border_darkness\":null,\"border_darkness_reals\":null,"
                + "\"asymmetry\":null,\"asymmetry_reals\":4.9E-324,"
                + "\"similarity\":0.25,\"similarity_reals\":0.125,"
                + "\"loss_discriminator_from_ln2\":null,\"loss_generator_from_ln2\":null,"
                + "\"generator_gradient\":0.0}}");
  }

  @Test
  void evaluation_namesACollapse() {
    ImageDiagnostics images = SomeDiagnostics.of(0.01, 90, 1, 1, 1, 1, 1, 1);
    Evaluation collapsed =
        new Evaluation(500, 0, true, images, new LossMeans(0, 0, 0, 0), 0, Runs.NO_MEMORY);

    assertThat(MetricsLine.of(collapsed).toString())
        .startsWith(
            "{\"step\":500,\"attempt\":0,\"evaluation\":{\"verdict\":\"COLLAPSED\","
                + LIKENESS
                + "\"diversity\":0.01,\"distance\":90.0,");
  }

  @ParameterizedTest
  @EnumSource
  void guardEvent_saysWhatWasFoundByWhom(GuardEvent.Kind kind) {
    GuardEvent event =
        new GuardEvent(12, 2, Guard.DISCRIMINATOR_WON, kind, "it has \"won\": try d\u00e9j\u00e0");

    assertThat(MetricsLine.of(event))
        .hasToString(
            "{\"step\":12,\"attempt\":2,\"event\":\"%s\",\"guard\":\"discriminator-won\","
                    .formatted(kind)
                + "\"message\":\"it has \\\"won\\\": try d\u00e9j\u00e0\"}");
  }

  @Test
  void everyLine_isReadBackDigitForDigit() {
    String step = MetricsLine.of(Runs.step(7, 25, 0.69314719f, 1e-20), true).toString();
    String evaluation = MetricsLine.of(Runs.evaluation(7, 3, false)).toString();
    String event = MetricsLine.of(Runs.event(7, 3, GuardEvent.Kind.WARNING)).toString();

    assertThat(parsed(step).orElseThrow()).hasToString(step);
    assertThat(parsed(evaluation).orElseThrow()).hasToString(evaluation);
    assertThat(parsed(event).orElseThrow()).hasToString(event);
  }

  @Test
  void losses_areThoseOfAStepAlone() {
    MetricsLine step = MetricsLine.of(Runs.step(30, 100, 0.5, 1.25), false);
    assertThat(parsed(step.toString()).orElseThrow().losses())
        .contains(new LossPoint(30, 0.6, 1.25));
    MetricsLine diverged = MetricsLine.of(Runs.step(30, 100, Double.NaN, 1.25), false);
    assertThat(parsed(diverged.toString()).orElseThrow().losses())
        .contains(new LossPoint(30, Double.NaN, 1.25));
    assertThat(MetricsLine.of(Runs.evaluation(30, 0, true)).losses()).isEmpty();
    assertThat(MetricsLine.of(Runs.event(30, 0, GuardEvent.Kind.WARNING)).losses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"step\":7,\"attempt\":0,\"epo",
        "{\"step\":7}",
        "{\"attempt\":7}",
        "{\"step\":null,\"attempt\":0}",
        "{\"step\":\"7\",\"attempt\":0}",
        "{\"step\":7.5,\"attempt\":0}",
        "{\"step\":7,\"attempt\":0} 1",
        "[7, 0]",
        "7",
        "\0\0\0\0"
      })
  void whatACrashLeaves_isNoLine(String text) {
    assertThat(parsed(text)).isEmpty();
  }

  private static Optional<MetricsLine> parsed(String text) {
    return MetricsLine.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
