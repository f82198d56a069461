package io.facegan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossMeansTest {
  @Test
  void noStep_isNoMean() {
    LossMeans none = new LossMeans(0, 0, 0, 0);
    assertThat(none.discriminator()).isNaN();
    assertThat(none.discriminatorFromBalance()).isNaN();
    assertThat(none.generatorFromBalance()).isNaN();
  }

  @Test
  void balance_isTheLogarithmOf2() {
    LossMeans means = new LossMeans(1, Math.log(2), Math.log(2), Math.log(2) + 1);
    assertThat(means.discriminator()).isCloseTo(0.693, within(0.001));
    assertThat(means.discriminatorFromBalance()).isZero();
    assertThat(means.generatorFromBalance()).isCloseTo(1, within(1e-12));
  }
}
