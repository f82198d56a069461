package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatentsTest {
  private static final float[] X = {3, 0, 0};
  private static final float[] Y = {0, 3, 0};

  @Test
  void seeds_keepTheirLatentsForEver() {
    assertThat(Latents.of(0, 4))
        .containsExactly(-0.27887493f, -0.88106465f, -0.76422286f, -1.146291f);
    assertThat(Latents.of(7, 4))
        .containsExactly(-0.4761291f, -0.6527819f, -0.86804724f, -0.6666667f);
    assertThat(Latents.of(-1, 4))
        .containsExactly(-0.081840545f, -1.4149995f, 1.0395498f, -0.51363623f);
  }

  @Test
  void shorterLatent_isTheStartOfALonger() {
    assertThat(Latents.of(5, 100)).startsWith(Latents.of(5, 10));
  }

  @Test
  void values_areStandardNormal() {
    float[] values = new float[200 * 100];
    for (int seed = 0; seed < 200; seed++) {
      System.arraycopy(Latents.of(seed, 100), 0, values, seed * 100, 100);
    }
    double[] moments = Reference.moments(values, i -> true);
    assertThat(moments[0]).isCloseTo(0, within(0.03));
    assertThat(moments[1]).isCloseTo(1, within(0.05));
    // The first values of neighbouring seeds alone, which a plain java.util.Random has alike.
    double[] first = Reference.moments(values, i -> i % 100 == 0);
    assertThat(first[0]).isCloseTo(0, within(0.3));
    assertThat(first[1]).isCloseTo(1, within(0.5));
  }

  @Test
  void severalSeeds_areTheSeedsInARow() {
    float[][] latents = Latents.of(40, 3, 8);
    assertThat(latents).hasDimensions(3, 8);
    for (int i = 0; i < 3; i++) {
      assertThat(latents[i]).isEqualTo(Latents.of(40 + i, 8));
    }
  }

  @Test
  void between_startsAndEndsExactly() {
    float[] from = Latents.of(1, 100);
    float[] to = Latents.of(2, 100);
    assertThat(Latents.between(from, to, 0)).isEqualTo(from);
    assertThat(Latents.between(from, to, 1)).isEqualTo(to);
  }

  @Test
  void between_followsTheCircle() {
    float[] third = Latents.between(X, Y, 1 / 3.0);
    Close.check(
        third,
        new double[] {3 * Math.cos(Math.PI / 6), 3 * Math.sin(Math.PI / 6), 0},
        1e-6,
        "a third of the way");
  }

  @Test
  void between_keepsTheLength() {
    float[] from = Latents.of(1, 100);
    float[] to = Latents.of(2, 100);
    double shorter = Math.min(norm(from), norm(to));
    double longer = Math.max(norm(from), norm(to));
    for (int i = 0; i <= 10; i++) {
      assertThat(norm(Latents.between(from, to, i / 10.0)))
          .isBetween(0.95 * shorter, 1.05 * longer);
    }
  }

  @Test
  void between_theSameLatentStays() {
    assertThat(Latents.between(X, X, 0.3)).containsExactly(X, within(1e-6f));
  }

  @Test
  void between_oppositeOrZeroLatentsGoesStraight() {
    float[] opposite = {-3, 0, 0};
    assertThat(Latents.between(X, opposite, 0.5)).containsExactly(new float[3], within(1e-6f));
    assertThat(Latents.between(new float[3], Y, 0.5))
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
