package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1000, 0 %",
    "2, 1000, under 1 %",
    "10, 1000, 1 %",
    "999, 1000, 99 %",
    "1000, 1000, 100 %"
  })
  void percent_isNeverRoundedToNoneOrAll(long part, long all, String words) {
    assertThat(Share.percent(part, all)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000, 1 picture is",
    "2, 1000, under 1 % of the pictures are",
    "1000, 1000, all pictures are"
  })
  void arePictures_agreesWithTheNumber(long part, long all, String words) {
    assertThat(Share.arePictures(part, all)).isEqualTo(words);
  }
}
