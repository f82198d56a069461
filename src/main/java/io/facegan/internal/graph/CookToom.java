package io.facegan.internal.graph;

/**
 * The transforms of the minimal filtering algorithm F(m, r) in one dimension: m outputs of a filter
 * of r taps with m + r - 1 multiplications instead of m * r (Cook and Toom; Winograd, "Arithmetic
 * Complexity of Computations", 1980). With tile d and filter g the outputs are {@code output *
 * ((filter * g) . (tile * d))}, where the dot multiplies value by value.
 *
 * @param tile (m + r - 1) x (m + r - 1)
 * @param filter (m + r - 1) x r
 * @param output m x (m + r - 1)
 */
record CookToom(double[][] tile, double[][] filter, double[][] output) {
  /** Points of small size and opposite signs keep the rounding errors small. */
  private static final double[] POINTS = {0, 1, -1, 0.5, -2};

  /** The most taps for which there are points enough. */
  static final int MOST_TAPS = 4;

  /** Returns the transforms for r - 1 outputs of a filter of r taps. */
  static CookToom ofTaps(int taps) {
    int outputs = taps - 1;
    int size = outputs + taps - 1;
    double[][] tile = new double[size][size];
    double[][] filter = new double[size][taps];
    double[][] output = new double[outputs][size];
    for (int i = 0; i < size - 1; i++) {
      // Evaluation at a point, and the numerator of its Lagrange polynomial.
      double denominator = 1;
      double[] numerator = {1};
      for (int j = 0; j < size - 1; j++) {
        if (j != i) {
          denominator *= POINTS[i] - POINTS[j];
          numerator = timesRoot(numerator, POINTS[j]);
        }
      }
      System.arraycopy(numerator, 0, tile[i], 0, numerator.length);
      for (int k = 0; k < taps; k++) {
        filter[i][k] = Math.pow(POINTS[i], k) / denominator;
      }
      for (int k = 0; k < outputs; k++) {
        output[k][i] = Math.pow(POINTS[i], k);
      }
    }
    // The last point is infinity: the leading coefficients.
    double[] all = {1};
    for (int j = 0; j < size - 1; j++) {
      all = timesRoot(all, POINTS[j]);
    }
    tile[size - 1] = all;
    filter[size - 1][taps - 1] = 1;
    output[outputs - 1][size - 1] = 1;
    return new CookToom(tile, filter, output);
  }

  /** Returns the transform for both axes of an image at once: the Kronecker product with itself. */
  static float[][] squared(double[][] matrix) {
    int rows = matrix.length;
    int columns = matrix[0].length;
    float[][] product = new float[rows * rows][columns * columns];
    for (int i = 0; i < rows * rows; i++) {
      for (int j = 0; j < columns * columns; j++) {
        product[i][j] = (float) (matrix[i / rows][j / columns] * matrix[i % rows][j % columns]);
      }
    }
    return product;
  }

  /** Multiplies a polynomial, lowest coefficient first, by (x - root). */
  private static double[] timesRoot(double[] polynomial, double root) {
    double[] product = new double[polynomial.length + 1];
    for (int i = 0; i < polynomial.length; i++) {
      product[i + 1] += polynomial[i];
      product[i] -= root * polynomial[i];
    }
    return product;
  }
}
