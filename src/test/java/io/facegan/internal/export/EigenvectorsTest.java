package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EigenvectorsTest {
  @Test
  void twoByTwo_isKnown() {
    double[][] vectors = Eigenvectors.of(new double[][] {{2, 1}, {1, 2}});
    double half = Math.sqrt(0.5);
    assertThat(vectors[0][0] * vectors[0][1]).isCloseTo(0.5, within(1e-12));
    assertThat(vectors[1][0] * vectors[1][1]).isCloseTo(-0.5, within(1e-12));
    assertThat(Math.abs(vectors[0][0])).isCloseTo(half, within(1e-12));
  }

  @Test
  void diagonal_isSortedByItsValues() {
    double[][] vectors = Eigenvectors.of(new double[][] {{1, 0, 0}, {0, 5, 0}, {0, 0, 3}});
    assertThat(vectors).isDeepEqualTo(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
  }

  @Test
  void zeros_keepTheAxesInOrder() {
    assertThat(Eigenvectors.of(new double[2][2])).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
  }

  @Test
  void anyMatrix_onlyStretchesThem() {
    int size = 30;
    double[][] matrix = symmetric(size);
    double[][] vectors = Eigenvectors.of(matrix);
    double before = Double.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      double[] image = times(matrix, vectors[i]);
      double value = dot(image, vectors[i]);
      assertThat(value).isLessThanOrEqualTo(before + 1e-9);
      before = value;
      for (int k = 0; k < size; k++) {
        assertThat(image[k]).isCloseTo(value * vectors[i][k], within(1e-9));
        assertThat(dot(vectors[i], vectors[k])).isCloseTo(i == k ? 1 : 0, within(1e-12));
      }
    }
  }

  private static double[][] symmetric(int size) {
    Random random = new Random(4);
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
