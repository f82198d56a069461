package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void noStep_isNoSpeed() {
    assertThat(new Speed().imagesPerSecond(16)).isZero();
  }

  @Test
  void firstSteps_countInFull() {
    Speed speed = new Speed();
    speed.note(SECOND);
    speed.note(3 * SECOND);
    assertThat(speed.imagesPerSecond(16)).isCloseTo(8, within(1e-9));
  }

  @Test
  void oldSteps_areForgotten() {
    Speed speed = new Speed();
    for (int i = 0; i < 50; i++) {
      speed.note(10 * SECOND);
    }
    for (int i = 0; i < 200; i++) {
      speed.note(SECOND);
    }
    assertThat(speed.imagesPerSecond(16)).isCloseTo(16, within(0.05));
  }
}
