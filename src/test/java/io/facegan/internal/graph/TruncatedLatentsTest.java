package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedLatentsTest {
  @Test
  void spreadOf1_changesNothing() {
    for (long seed = -50; seed < 50; seed++) {
      assertThat(TruncatedLatents.of(seed, 100, 1)).isEqualTo(Latents.of(seed, 100));
    }
  }

  /** By the closed form: the variance is 1 - 2 t phi(t) / (2 Phi(t) - 1). */
  @ParameterizedTest
  @CsvSource({"0.5396, 1", "0.7434, 1.5", "0.8796, 2", "0.9866, 3"})
  void cut_isWhereTheSpreadSays(double spread, double cut) {
    assertThat(TruncatedLatents.cut(spread)).isCloseTo(cut, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.7, 0.99})
  void values_haveTheSpread_andUsualOnesStay(double spread) {
    double cut = TruncatedLatents.cut(spread);
    double squares = 0;
    for (int seed = 0; seed < 300; seed++) {
      float[] whole = Latents.of(seed, 101);
      float[] truncated = TruncatedLatents.of(seed, 101, spread);
      for (int i = 0; i < truncated.length; i++) {
        assertThat(Math.abs(truncated[i])).isLessThanOrEqualTo((float) cut);
        if (Math.abs(whole[i]) <= cut) {
          assertThat(truncated[i]).isEqualTo(whole[i]);
        }
        squares += truncated[i] * truncated[i];
      }
    }
    assertThat(Math.sqrt(squares / (300 * 101))).isCloseTo(spread, within(0.02 * spread));
  }

  @Test
  void seeds_keepTheirTruncatedLatentsForEver() {
    assertThat(TruncatedLatents.of(0, 4, 0.5))
        .startsWith(-0.27887493f, -0.88106465f, -0.76422286f)
        .isEqualTo(TruncatedLatents.of(0, 4, 0.5));
  }
}
