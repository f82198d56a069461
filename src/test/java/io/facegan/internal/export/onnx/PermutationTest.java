package io.facegan.internal.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PermutationTest {
  @Test
  void values_standInTheOrderOfTheNewAxes() {
    List<Integer> sides = List.of(2, 3, 4, 5);
    float[] values = new float[120];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Permutation kernel = new Permutation(3, 2, 0, 1);
    assertThat(kernel.sides(sides)).containsExactly(5, 4, 2, 3);
    float[] permuted = kernel.values(values, sides);
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 3; b++) {
        for (int c = 0; c < 4; c++) {
          for (int d = 0; d < 5; d++) {
            assertThat(permuted[((d * 4 + c) * 2 + a) * 3 + b])
                .isEqualTo(values[((a * 3 + b) * 4 + c) * 5 + d]);
          }
        }
      }
    }
  }

  @Test
  void sidesOfOne_areNoHindrance() {
    assertThat(new Permutation(2, 0, 1).values(new float[] {1, 2, 3}, List.of(1, 3, 1)))
        .containsExactly(1, 2, 3);
    assertThat(new Permutation(2, 0, 1).values(new float[] {1, 2, 3, 4}, List.of(1, 2, 2)))
        .containsExactly(1, 3, 2, 4);
  }
}
