package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {
  @Test
  void fields_ofAllKinds() {
    assertThat(
            CsvFile.read(
                "\uFEFFfile,label\r\n\r\n\"a,\"\"1\"\".png\", b \n\"two\nlines\",\"\"\nlast,",
                "x.csv"))
        .containsExactly(
            new CsvFile.Row(1, List.of("file", "label")),
            new CsvFile.Row(3, List.of("a,\"1\".png", " b ")),
            new CsvFile.Row(4, List.of("two\nlines", "")),
            new CsvFile.Row(6, List.of("last", "")));
  }

  @Test
  void nothing_hasNoRows() {
    assertThat(CsvFile.read("", "x.csv")).isEmpty();
    assertThat(CsvFile.read("\n\r\n", "x.csv")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'a,b|c\"d,e', line 2 of x.csv: a quote stands in a field that does not begin with one",
        "'a,b|\"c\"d,e', line 2 of x.csv: a field in quotes goes on behind them",
        "'a,b|c,\"d|e', line 2 of x.csv: a quote is not closed"
      })
  void quotes_whereNoneCanStand_areRefused(String text, String message) {
    assertThatThrownBy(() -> CsvFile.read(text.replace('|', '\n'), "x.csv"))
        .isInstanceOf(FaceGanException.class)
        .hasMessage(
            message
                + "; put fields with commas or quotes in quotes, and double the quotes in them");
  }
}
