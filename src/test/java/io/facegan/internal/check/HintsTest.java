package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1000, 0 %",
    "2, 1000, under 1 %",
    "10, 1000, 1 %",
    "999, 1000, 99 %",
    "1000, 1000, 100 %"
  })
  void percent_isNeverRoundedToZeroOrAll(long part, long all, String words) {
    assertThat(Hints.percent(part, all)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000, 1 image is",
    "2, 1000, under 1 % of the images are",
    "1000, 1000, all images are"
  })
  void imagesAre_agreesWithTheNumber(long part, long all, String words) {
    assertThat(Hints.imagesAre(part, all)).isEqualTo(words);
  }
}
