package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.Mutator;
import io.facegan.train.GuardEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged lines of {@code metrics.jsonl} are read or skipped, and fail with no exception. */
class MutatedMetricsTest {
  private static final String STEP =
      "{\"step\":10,\"attempt\":0,\"epoch\":1,\"pictures\":20,\"loss_real\":0.5,\"loss_fake\":0.25,"
          + "\"loss_generator\":1.5,\"machine\":{\"pictures_per_second\":5.0}}";

  @Test
  void lines_areReadOrSkipped() {
    lines(Mutator.SHORT);
  }

  @Test
  @Tag("stress")
  void lines_areReadOrSkippedForLong() {
    lines(Mutator.LONG);
  }

  @Test
  void lineWithoutALoss_hasNoneThere() {
    String line = STEP.replace("loss_fake", "loss_faKe");
    Optional<LossPoint> point = parse(line.getBytes(StandardCharsets.UTF_8));
    assertThat(point).get().extracting(LossPoint::generator).isEqualTo(1.5);
    assertThat(point).get().extracting(LossPoint::discriminator).isEqualTo(Double.NaN);
  }

  private static void lines(Duration time) {
    String[] lines = {
      STEP,
      MetricsLine.of(Runs.evaluation(20, 0, true)).toString(),
      MetricsLine.of(Runs.event(30, 1, GuardEvent.Kind.ROLLED_BACK)).toString()
    };
    for (String line : lines) {
      Mutator.run(
          line.getBytes(StandardCharsets.UTF_8),
          time.dividedBy(lines.length),
          damaged -> parse(damaged));
    }
  }

  private static Optional<LossPoint> parse(byte[] line) {
    return MetricsLine.parse(line).flatMap(MetricsLine::losses);
  }
}
