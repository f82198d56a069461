package io.facegan.internal.export;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The eigenvectors of a small symmetric matrix, by the Jacobi method. */
final class Eigenvectors {
  private static final int MAX_SWEEPS = 60;

  private final int size;
  private final double[][] matrix;
  private final double[][] vectors;

  private Eigenvectors(double[][] symmetric) {
    size = symmetric.length;
    matrix = new double[size][];
    vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i] = symmetric[i].clone();
      vectors[i][i] = 1;
    }
  }

  /** Returns the orthonormal eigenvectors, in descending order of their eigenvalues. */
  static double[][] of(double[][] symmetric) {
    Eigenvectors all = new Eigenvectors(symmetric);
    for (int sweep = 0; sweep < MAX_SWEEPS && !all.isDiagonal(); sweep++) {
      all.sweep();
    }
    return IntStream.range(0, all.size)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -all.matrix[i][i]))
        .map(i -> all.vectors[i])
        .toArray(double[][]::new);
  }

  private boolean isDiagonal() {
    double diagonal = 0;
    double rest = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double square = matrix[i][j] * matrix[i][j];
        diagonal += i == j ? square : 0;
        rest += i == j ? 0 : square;
      }
    }
    return rest <= 1e-24 * diagonal;
  }

  private void sweep() {
    for (int p = 0; p < size; p++) {
      for (int q = p + 1; q < size; q++) {
        if (matrix[p][q] != 0) {
          rotate(p, q);
        }
      }
    }
  }

  /** Rotates the axes p and q so that the element (p, q) becomes 0. */
  private void rotate(int p, int q) {
    double angle = Math.atan2(2 * matrix[p][q], matrix[p][p] - matrix[q][q]) / 2;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    rotateRows(matrix, p, q, cos, sin);
    for (double[] row : matrix) {
      double x = row[p];
      double y = row[q];
      row[p] = cos * x + sin * y;
      row[q] = cos * y - sin * x;
    }
    rotateRows(vectors, p, q, cos, sin);
  }

  private static void rotateRows(double[][] rows, int p, int q, double cos, double sin) {
    for (int k = 0; k < rows.length; k++) {
      double x = rows[p][k];
      double y = rows[q][k];
      rows[p][k] = cos * x + sin * y;
      rows[q][k] = cos * y - sin * x;
    }
  }
}
