package io.facegan.internal.metric;

import java.util.Arrays;

/**
 * The eigenvalues of symmetric matrices: Householder's reflections make the matrix tridiagonal, and
 * bisection counts how many eigenvalues lie below a number (Golub and Van Loan, Matrix
 * Computations, sections 8.3 and 8.4).
 */
final class Eigenvalues {
  private static final int BISECTIONS = 52;

  private final double[] diagonal;
  private final double[] squares;

  private Eigenvalues(double[] diagonal, double[] beside) {
    this.diagonal = diagonal;
    squares = Arrays.stream(beside).map(value -> value * value).toArray();
  }

  /**
   * Returns all eigenvalues in ascending order.
   *
   * @param matrix symmetric; its content is lost
   */
  static double[] of(double[][] matrix) {
    int size = matrix.length;
    double[] diagonal = new double[size];
    double[] beside = new double[size];
    for (int k = 0; k < size; k++) {
      diagonal[k] = matrix[k][k];
      if (k + 1 < size) {
        beside[k + 1] = reflect(matrix, k);
      }
    }
    double reach = 0;
    for (int k = 0; k < size; k++) {
      double radius = Math.abs(beside[k]) + (k + 1 < size ? Math.abs(beside[k + 1]) : 0);
      reach = Math.max(reach, Math.abs(diagonal[k]) + radius);
    }
    double farthest = reach;
    Eigenvalues tridiagonal = new Eigenvalues(diagonal, beside);
    double[] values = new double[size];
    Arrays.setAll(values, i -> tridiagonal.value(i, farthest));
    return values;
  }

  /** Clears column k below the value next to the diagonal, which is returned. */
  private static double reflect(double[][] matrix, int k) {
    int size = matrix.length;
    double[] v = matrix[k].clone();
    double square = 0;
    for (int i = k + 1; i < size; i++) {
      square += v[i] * v[i];
    }
    double beside = v[k + 1] > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    v[k + 1] -= beside;
    double length = square - 2 * beside * matrix[k][k + 1] + square;
    if (length == 0) {
      return beside;
    }
    double[] w = new double[size];
    for (int i = k + 1; i < size; i++) {
      double factor = v[i] * 2 / length;
      double[] row = matrix[i];
      for (int j = k + 1; j < size; j++) {
        w[j] += factor * row[j];
      }
    }
    double along = 0;
    for (int i = k + 1; i < size; i++) {
      along += v[i] * w[i] / length;
    }
    for (int i = k + 1; i < size; i++) {
      w[i] -= along * v[i];
    }
    for (int i = k + 1; i < size; i++) {
      double one = v[i];
      double two = w[i];
      double[] row = matrix[i];
      for (int j = k + 1; j < size; j++) {
        row[j] -= one * w[j] + two * v[j];
      }
    }
    return beside;
  }

  /** Returns the eigenvalue with this rank, from 0. */
  private double value(int rank, double reach) {
    double low = -reach;
    double high = reach;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (below(middle) <= rank) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Counts the eigenvalues below a number: the negative pivots of the matrix less that number. */
  private int below(double number) {
    int count = 0;
    double pivot = 1;
    for (int k = 0; k < diagonal.length; k++) {
      pivot = diagonal[k] - number - squares[k] / pivot;
      if (pivot == 0) {
        pivot = Double.MIN_NORMAL;
      }
      if (pivot < 0) {
        count++;
      }
    }
    return count;
  }
}
