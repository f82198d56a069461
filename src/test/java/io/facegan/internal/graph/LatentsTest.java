package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatentsTest {
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
}
