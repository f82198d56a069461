package io.facegan.internal.metric;

import java.util.Arrays;

/**
 * What the balls around images that reach to their k-th neighbours tell about two sets: how much of
 * one lies where the other is.
 *
 * <ul>
 *   <li>Precision, recall: Kynkaanniemi et al., <a href="https://arxiv.org/abs/1904.06991">Improved
 *       Precision and Recall Metric for Assessing Generative Models</a>, NeurIPS 2019, k = 3;
 *   <li>density, coverage: Naeem et al., <a href="https://arxiv.org/abs/2002.09797">Reliable
 *       Fidelity and Diversity Metrics for Generative Models</a>, ICML 2020, k = 5.
 * </ul>
 */
final class Neighbours {
  /** A set needs more images than the most distant neighbour looked at. */
  static final int LEAST = 6;

  private static final int OF_PRECISION = 3;
  private static final int OF_DENSITY = 5;

  private final double[][] distances;

  /**
   * @param distances squared, from each vector of one set to each of another
   */
  Neighbours(double[][] distances) {
    this.distances = distances;
  }

  /**
   * Returns the share of the columns' vectors in at least one ball of the rows'. With the generated
   * images in the columns it is the precision, with the real ones the recall.
   */
  double inside(double[][] withinRows) {
    return (double)
            Arrays.stream(counts(radii(withinRows, OF_PRECISION))).filter(n -> n > 0).count()
        / distances[0].length;
  }

  /** Returns in how many balls of the rows' vectors a column's one lies, relative to k. */
  double density(double[][] withinRows) {
    return Arrays.stream(counts(radii(withinRows, OF_DENSITY))).average().orElseThrow()
        / OF_DENSITY;
  }

  /** Returns the share of the rows' balls that hold a vector of the columns. */
  double coverage(double[][] withinRows) {
    double[] radii = radii(withinRows, OF_DENSITY);
    int covered = 0;
    for (int i = 0; i < radii.length; i++) {
      covered += Arrays.stream(distances[i]).min().getAsDouble() <= radii[i] ? 1 : 0;
    }
    return (double) covered / radii.length;
  }

  /** Returns for each column how many balls it lies in. */
  private int[] counts(double[] radii) {
    int[] counts = new int[distances[0].length];
    for (int i = 0; i < radii.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        counts[j] += distances[i][j] <= radii[i] ? 1 : 0;
      }
    }
    return counts;
  }

  /** Returns the squared distance of each vector from its k-th neighbour; the 0th is itself. */
  private static double[] radii(double[][] within, int k) {
    return Arrays.stream(within)
        .mapToDouble(row -> Arrays.stream(row).sorted().skip(k).findFirst().orElseThrow())
        .toArray();
  }
}
