package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.SplitMix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EigenvaluesTest {
  @Test
  void of_knownMatrices() {
    check(new double[][] {{5}}, 5);
    check(new double[][] {{0, 0}, {0, 0}}, 0, 0);
    check(new double[][] {{2, 1}, {1, 2}}, 1, 3);
    // The second difference of n points has 2 - 2 cos(k pi / (n + 1)).
    double root = Math.sqrt(2);
    check(new double[][] {{2, -1, 0}, {-1, 2, -1}, {0, -1, 2}}, 2 - root, 2, 2 + root);
    check(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}, 0, 0, 3);
  }

  @Test
  void of_anyMatrix_haveItsTraceAndItsSquares() {
    SplitMix random = new SplitMix(3, 0);
    double[][] matrix = new double[40][40];
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.between(-1, 1);
        matrix[j][i] = matrix[i][j];
        squares += matrix[i][j] * matrix[i][j] * (i == j ? 1 : 2);
      }
      trace += matrix[i][i];
    }
    double[] values = Eigenvalues.of(matrix);
    assertThat(Arrays.stream(values).sum()).isCloseTo(trace, within());
    assertThat(Arrays.stream(values).map(x -> x * x).sum()).isCloseTo(squares, within());
    assertThat(values).isSorted();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-9);
  }

  private static void check(double[][] matrix, double... expected) {
    assertThat(Made.largestDifference(Eigenvalues.of(matrix), expected)).isLessThan(1e-12);
  }
}
