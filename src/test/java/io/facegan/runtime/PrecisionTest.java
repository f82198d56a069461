package io.facegan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
  @ParameterizedTest
  @EnumSource
  void parse_readsWhatToStringWrites(Precision precision) {
    assertThat(Precision.parse(precision.toString())).isEqualTo(precision);
    assertThat(precision.toString())
        .isEqualTo(precision.toString().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void parse_takesAnyCaseAndSpacesAround() {
    assertThat(Precision.parse(" BFloat16\n")).isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void parse_refusesOthers() {
    assertThatThrownBy(() -> Precision.parse("float16"))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("\"float16\"", "auto, float32, tf32, bfloat16");
  }
}
