package io.facegan.internal.graph;

/** How far float32 may be off, whatever the order in which sums are added up. */
final class Rounding {
  /** The largest relative error of rounding a number. */
  static final double UNIT = 0x1p-24;

  /**
   * Returns how many times larger the terms are that minimal filtering adds up than those of the
   * plain sum, along both axes: for the outputs, the gradient by the inputs or that by the kernel,
   * whichever is worst. Two of a term's three factors are sums over a tile, each at most the
   * product of two lengths. The result is the root mean square over all positions; tiles that share
   * an input have independent errors.
   */
  static double minimalFiltering(int taps) {
    CookToom transforms = CookToom.ofTaps(taps);
    double[][] out = transposed(transforms.output());
    double[][] tile = transforms.tile();
    double[][] filter = transforms.filter();
    int outputs = taps - 1;
    double byOutputs = squares(out, tile, filter) / outputs / (taps * taps);
    double byInputs = squares(tile, out, filter) / outputs / (taps * taps);
    double byKernel = squares(filter, out, tile) / taps / (outputs * outputs);
    // The square of the root along one axis, which is the root along both.
    return Math.max(byOutputs, Math.max(byInputs, byKernel));
  }

  /** Each matrix has a row for each multiplication. Returns a sum over the columns of the first. */
  private static double squares(double[][] one, double[][] other, double[][] third) {
    double squares = 0;
    for (int position = 0; position < one[0].length; position++) {
      double sum = 0;
      for (int i = 0; i < one.length; i++) {
        sum += Math.abs(one[i][position]) * length(other[i]) * length(third[i]);
      }
      squares += sum * sum;
    }
    return squares;
  }

  private static double length(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }

  static float[] magnitudes(float[] values) {
    float[] magnitudes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      magnitudes[i] = Math.abs(values[i]);
    }
    return magnitudes;
  }

  private Rounding() {}
}
