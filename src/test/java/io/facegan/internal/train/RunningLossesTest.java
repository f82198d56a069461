package io.facegan.internal.train;

import static io.facegan.internal.train.RunningLosses.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.train.LossMeans;
import org.junit.jupiter.api.Test;

class RunningLossesTest {
  @Test
  void firstSteps_countInFull() {
    LossMeans means = after(after(after(RunningLosses.NONE, 1, 2, 3), 2, 4, 8), 3, 9, 1);
    assertThat(means.steps()).isEqualTo(3);
    assertThat(means.real()).isCloseTo(2, within(1e-12));
    assertThat(means.fake()).isCloseTo(5, within(1e-12));
    assertThat(means.generator()).isCloseTo(4, within(1e-12));
  }

  @Test
  void oldSteps_areForgottenWithinSomeHundred() {
    LossMeans means = RunningLosses.NONE;
    for (int i = 0; i < 400; i++) {
      means = after(means, 9, 9, 9);
    }
    for (int i = 0; i < 100; i++) {
      means = after(means, 1, 1, 1);
    }
    // What was 8 above is so by 0.99 to the power of 100.
    assertThat(means.real()).isCloseTo(1 + 8 * Math.pow(0.99, 100), within(1e-9));
  }

  @Test
  void notANumber_staysSo() {
    LossMeans means = after(after(RunningLosses.NONE, Double.NaN, 1, 1), 1, 1, 1);
    assertThat(means.real()).isNaN();
    assertThat(means.fake()).isEqualTo(1);
  }
}
