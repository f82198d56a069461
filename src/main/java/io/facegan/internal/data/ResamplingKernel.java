package io.facegan.internal.data;

/**
 * Which source pixels make up each target pixel along one axis, and with what weight: a cubic
 * (Catmull-Rom, a = -0.5), as wide as two target pixels to either side, or two source pixels where
 * those are wider. So scaling down leaves out no pixel and blurs everywhere alike, as Pillow's
 * {@code BICUBIC} does.
 *
 * @param first the first source pixel of each target pixel; none lies before that of the one before
 * @param weights the weights from there on; they sum to 1, what lies outside having no part
 */
record ResamplingKernel(int[] first, float[][] weights) {
  private static final int REACH = 2;

  /** Scales about the middle, to {@code scale} target pixels a source pixel. */
  static ResamplingKernel along(int source, int target, double scale) {
    int[] first = new int[target];
    float[][] weights = new float[target][];
    double stretch = Math.max(1, 1 / scale);
    for (int i = 0; i < target; i++) {
      double centre = (i + 0.5 - target / 2.0) / scale + source / 2.0;
      int start = (int) Math.max(0, Math.floor(centre - REACH * stretch + 0.5));
      int end = (int) Math.min(source, Math.floor(centre + REACH * stretch + 0.5));
      first[i] = start;
      weights[i] = weights(start, end, centre, stretch);
    }
    return new ResamplingKernel(first, weights);
  }

  private static float[] weights(int start, int end, double centre, double stretch) {
    double[] exact = new double[end - start];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = cubic(Math.abs((start + i + 0.5 - centre) / stretch));
      sum += exact[i];
    }
    float[] weights = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
    return weights;
  }

  private static double cubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < REACH ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  /** Returns the source pixel after the last of a target pixel. */
  int end(int target) {
    return first[target] + weights[target].length;
  }

  /** Returns the most target pixels that one source pixel has a part in. */
  int most() {
    int most = 1;
    int from = 0;
    for (int to = 0; to < first.length; to++) {
      while (end(from) <= first[to]) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
