package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  @ParameterizedTest
  @ValueSource(strings = {"auto", "crop", "resize", "box:25,45,128x128"})
  void parse_readsWhatToStringGives(String text) {
    assertThat(Framing.parse(text)).hasToString(text).isEqualTo(Framing.parse(text));
    assertThat(Framing.parse(text)).hasSameHashCodeAs(Framing.parse(text));
  }

  @Test
  void parse_others() {
    assertThat(Framing.parse("Crop")).isSameAs(Framing.CROP);
    assertThat(Framing.CROP).isNotEqualTo(Framing.RESIZE);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Framing.parse("box:1,2,3"))
        .withMessage("framing is 'box:1,2,3': choose auto, crop, resize or box:X,Y,WIDTHxHEIGHT");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Framing.parse("box:1,2,3x99999999999"))
        .withMessage("framing is 'box:1,2,3x99999999999': its numbers must be below 2^31");
  }

  @Test
  void box_outOfRange() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Framing.box(0, 0, 0, 5))
        .withMessage("box at 0,0 of 0x5: the corner must be at least 0,0 and the sides at least 1");
    assertThatExceptionOfType(FaceGanException.class).isThrownBy(() -> Framing.box(-1, 0, 1, 1));
  }
}
