package io.facegan.internal.metric;

import java.util.stream.IntStream;

/**
 * The inner products of every vector of one set with every vector of another. Distances between
 * distributions need nothing else, so features of any length cost the same from here on.
 */
final class Gram {
  private Gram() {}

  /** Returns a row for each vector of the first set, a column for each of the second. */
  static double[][] of(double[][] rows, double[][] columns) {
    double[][] transposed = transposed(columns);
    return IntStream.range(0, rows.length)
        .parallel()
        .mapToObj(i -> row(rows[i], transposed, columns.length))
        .toArray(double[][]::new);
  }

  private static double[] row(double[] vector, double[][] transposed, int count) {
    double[] products = new double[count];
    for (int k = 0; k < vector.length; k++) {
      double factor = vector[k];
      double[] values = transposed[k];
      for (int j = 0; j < count; j++) {
        products[j] += factor * values[j];
      }
    }
    return products;
  }

  static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int j = 0; j < matrix.length; j++) {
      for (int k = 0; k < transposed.length; k++) {
        transposed[k][j] = matrix[j][k];
      }
    }
    return transposed;
  }

  /**
   * Returns the squared distances between the vectors, never below 0.
   *
   * @param cross inner products of two sets
   * @param rows inner products within the first
   * @param columns inner products within the second
   */
  static double[][] squaredDistances(double[][] cross, double[][] rows, double[][] columns) {
    double[][] squares = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        squares[i][j] = Math.max(0, rows[i][i] + columns[j][j] - 2 * cross[i][j]);
      }
    }
    return squares;
  }

  static double mean(double[][] matrix) {
    double sum = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        sum += value;
      }
    }
    return sum / matrix.length / matrix[0].length;
  }

  static double trace(double[][] square) {
    double sum = 0;
    for (int i = 0; i < square.length; i++) {
      sum += square[i][i];
    }
    return sum;
  }
}
