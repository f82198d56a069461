package io.facegan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionTest {
  @Test
  void vector_isBroughtToLengthOne_andMovesLatents() {
    Direction direction = new Direction("smile", new float[] {3, 4}, "");
    assertThat(direction.vector()).containsExactly(0.6f, 0.8f);
    assertThat(direction.moved(new float[] {1, 1}, -5)).containsExactly(-2, -3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "<b>", "../x", "12345678901234567890123456789012345678901"})
  void otherNames_areRefused(String name) {
    assertThatThrownBy(() -> new Direction(name, new float[] {1}, ""))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("'" + name + "'", "1 to 40 letters, digits, - and _");
  }

  @Test
  void vectorsWithoutADirection_andOtherLengths_areRefused() {
    for (float[] vector : new float[][] {{0, 0}, {Float.NaN, 1}, {Float.POSITIVE_INFINITY, 1}}) {
      assertThatThrownBy(() -> new Direction("x", vector, ""))
          .isInstanceOf(FaceGanException.class)
          .hasMessageEndingWith("it must be above 0 and finite");
    }
    Direction direction = new Direction("x", new float[] {1, 0}, "");
    assertThatThrownBy(() -> direction.moved(new float[3], 1))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("the direction x has 2 values, but the latent has 3");
  }
}
