package io.facegan.internal.metric;

import java.util.Arrays;

/**
 * The Frechet distance of two normal distributions with the means and covariances of two sets of
 * vectors (Heusel et al., <a href="https://arxiv.org/abs/1706.08500">GANs Trained by a Two
 * Time-Scale Update Rule Converge to a Local Nash Equilibrium</a>, NeurIPS 2017):
 *
 * <pre>|m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2))</pre>
 *
 * <p>The trace of that root is the sum of the singular values of the centred sets' inner products,
 * so the covariances are never written down. The fewer vectors, the larger the distance.
 */
final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * Returns the distance.
   *
   * @param one inner products within one set, at least 2 vectors
   * @param other inner products within the other, at least 2 vectors
   * @param cross inner products of both
   */
  static double of(double[][] one, double[][] other, double[][] cross) {
    double means = Gram.mean(one) + Gram.mean(other) - 2 * Gram.mean(cross);
    double[][] centred = centred(cross);
    double roots =
        Arrays.stream(Eigenvalues.of(Gram.of(centred, centred)))
            .map(value -> Math.sqrt(Math.max(0, value)))
            .sum();
    double scale = Math.sqrt((one.length - 1.0) * (other.length - 1.0));
    return Math.max(0, means + variance(one) + variance(other) - 2 * roots / scale);
  }

  /** Returns the trace of the covariance. */
  private static double variance(double[][] products) {
    return (Gram.trace(products) - products.length * Gram.mean(products)) / (products.length - 1);
  }

  /** Returns the inner products of the vectors less the mean of their set. */
  private static double[][] centred(double[][] cross) {
    double[] rows = Arrays.stream(cross).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] columns = new double[cross[0].length];
    for (double[] row : cross) {
      for (int j = 0; j < columns.length; j++) {
        columns[j] += row[j];
      }
    }
    double mean = Gram.mean(cross);
    double[][] centred = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        centred[i][j] = cross[i][j] - rows[i] / columns.length - columns[j] / rows.length + mean;
      }
    }
    return centred;
  }
}
