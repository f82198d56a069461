package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.Latents;
import org.junit.jupiter.api.Test;

class GreatCircleTest {
  private static final float[] X = {3, 0, 0};
  private static final float[] Y = {0, 3, 0};

  @Test
  void between_startsAndEndsExactly() {
    float[] from = Latents.of(1, 100);
    float[] to = Latents.of(2, 100);
    assertThat(GreatCircle.between(from, to, 0)).isEqualTo(from);
    assertThat(GreatCircle.between(from, to, 1)).isEqualTo(to);
  }

  @Test
  void between_followsTheCircle() {
    float[] third = GreatCircle.between(X, Y, 1 / 3.0);
    assertThat(third)
        .containsExactly(new float[] {(float) (3 * Math.cos(Math.PI / 6)), 1.5f, 0}, within(1e-6f));
  }

  @Test
  void between_keepsTheLength() {
    float[] from = Latents.of(1, 100);
    float[] to = Latents.of(2, 100);
    double shorter = Math.min(norm(from), norm(to));
    double longer = Math.max(norm(from), norm(to));
    for (int i = 0; i <= 10; i++) {
      assertThat(norm(GreatCircle.between(from, to, i / 10.0)))
          .isBetween(0.95 * shorter, 1.05 * longer);
    }
  }

  @Test
  void between_theSameLatentStays() {
    assertThat(GreatCircle.between(X, X, 0.3)).containsExactly(X, within(1e-6f));
  }

  @Test
  void between_oppositeOrZeroLatentsGoesStraight() {
    float[] opposite = {-3, 0, 0};
    assertThat(GreatCircle.between(X, opposite, 0.5)).containsExactly(new float[3], within(1e-6f));
    assertThat(GreatCircle.between(new float[3], Y, 0.5))
        .containsExactly(new float[] {0, 1.5f, 0}, within(1e-6f));
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
