package io.facegan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossMeansTest {
  @Test
  void noStep_isNoMean() {
    assertThat(LossMeans.NONE.discriminator()).isNaN();
    assertThat(LossMeans.NONE.discriminatorFromBalance()).isNaN();
    assertThat(LossMeans.NONE.generatorFromBalance()).isNaN();
  }

  @Test
  void firstSteps_countInFull() {
    LossMeans means = LossMeans.NONE.with(1, 2, 3).with(2, 4, 8).with(3, 9, 1);
    assertThat(means.steps()).isEqualTo(3);
    assertThat(means.real()).isCloseTo(2, within(1e-12));
    assertThat(means.fake()).isCloseTo(5, within(1e-12));
    assertThat(means.generator()).isCloseTo(4, within(1e-12));
    assertThat(means.discriminator()).isCloseTo(3.5, within(1e-12));
  }

  @Test
  void oldSteps_areForgottenWithinSomeHundred() {
    LossMeans means = LossMeans.NONE;
    for (int i = 0; i < 400; i++) {
      means = means.with(9, 9, 9);
    }
    for (int i = 0; i < 100; i++) {
      means = means.with(1, 1, 1);
    }
    // What was 8 above is so by 0.99 to the power of 100.
    assertThat(means.real()).isCloseTo(1 + 8 * Math.pow(0.99, 100), within(1e-9));
  }

  @Test
  void balance_isTheLogarithmOf2() {
    LossMeans means = LossMeans.NONE.with(Math.log(2), Math.log(2), Math.log(2) + 1);
    assertThat(means.discriminatorFromBalance()).isZero();
    assertThat(means.generatorFromBalance()).isCloseTo(1, within(1e-12));
  }

  @Test
  void notANumber_staysSo() {
    LossMeans means = LossMeans.NONE.with(Double.NaN, 1, 1).with(1, 1, 1);
    assertThat(means.real()).isNaN();
    assertThat(means.fake()).isEqualTo(1);
  }
}
