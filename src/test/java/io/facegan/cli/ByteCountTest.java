package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountTest {
  @ParameterizedTest
  @CsvSource({"1k, 1024", "900m, 943718400", " 8G , 8589934592", "999999999g, 1073741822926258176"})
  void amounts_areRead(String text, long bytes) {
    assertThat(ByteCount.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "g", "0g", "-1g", "1.5g", "8gb", "9999999999g"})
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> ByteCount.parse(text))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("\"" + text + "\"", "8g or 900m");
  }
}
