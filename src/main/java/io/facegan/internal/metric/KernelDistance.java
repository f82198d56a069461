package io.facegan.internal.metric;

/**
 * The kernel distance of Binkowski, Sutherland, Arbel and Gretton, <a
 * href="https://arxiv.org/abs/1801.01401">Demystifying MMD GANs</a>, ICLR 2018: the squared maximum
 * mean discrepancy with the kernel {@code (x y / length + 1)^3}. It does not depend on the number
 * of images on average, so that few images do, and other real images are at 0 give or take chance;
 * it may be negative.
 */
final class KernelDistance {
  private KernelDistance() {}

  /**
   * Returns the unbiased estimate.
   *
   * @param one inner products within one set, at least 2 vectors
   * @param other inner products within the other, at least 2 vectors
   * @param cross inner products of both
   * @param length of the vectors
   */
  static double of(double[][] one, double[][] other, double[][] cross, int length) {
    return within(one, length)
        + within(other, length)
        - 2 * sum(cross, length, false) / cross.length / cross[0].length;
  }

  private static double within(double[][] products, int length) {
    return sum(products, length, true) / products.length / (products.length - 1);
  }

  private static double sum(double[][] products, int length, boolean withoutDiagonal) {
    double sum = 0;
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < products[i].length; j++) {
        double base = products[i][j] / length + 1;
        sum += withoutDiagonal && i == j ? 0 : base * base * base;
      }
    }
    return sum;
  }
}
