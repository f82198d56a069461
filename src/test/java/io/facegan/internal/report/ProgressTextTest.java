package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.train.StepResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min 00 s",
    "753, 12 min 33 s",
    "3600, 1 h 00 min",
    "93780, 26 h 03 min"
  })
  void duration_hasItsTwoLargestUnits(long seconds, String text) {
    assertThat(ProgressText.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.456, 0.46 images/s",
    "51.24, 51.2 images/s",
    "0, ? images/s",
    "NaN, ? images/s",
    "Infinity, ? images/s"
  })
  void speed_isReadable(double speed, String text) {
    assertThat(ProgressText.speed(atSpeed(speed))).isEqualTo(text);
  }

  @Test
  void timeLeft_followsTheSpeed() {
    assertThat(ProgressText.timeLeft(atSpeed(20), 10)).contains(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @CsvSource({"0", "NaN", "Infinity", "-1", "1e-300"})
  void timeLeft_isUnknownWithoutAUsefulSpeed(double speed) {
    assertThat(ProgressText.timeLeft(atSpeed(speed), 10)).isEmpty();
  }

  @Test
  void losses_showWhatIsNotFinite() {
    assertThat(ProgressText.losses(Runs.step(1, 2, Double.NaN, 1.25))).isEqualTo("D NaN, G 1.250");
  }

  private static StepResult atSpeed(double speed) {
    return new StepResult(10, 0, 100, 0.1, 100, 0.5, 0.7, 1.25, speed);
  }
}
