package io.facegan.data;

/**
 * Which source pixels make up each target pixel along one axis, and with what weight.
 *
 * @param first the first source pixel of each target pixel
 * @param weights the weights from there on; they sum to 1
 */
record Taps(int[] first, float[][] weights) {

  /** Scales about the middle: area averages for a scale up to 1, Catmull-Rom cubics above. */
  static Taps along(int source, int target, double scale) {
    int[] first = new int[target];
    float[][] weights = new float[target][];
    for (int i = 0; i < target; i++) {
      double left = (i - target / 2.0) / scale + source / 2.0;
      if (scale <= 1) {
        average(left, left + 1 / scale, source, first, weights, i);
      } else {
        cubic(left + 0.5 / scale - 0.5, source, first, weights, i);
      }
    }
    return new Taps(first, weights);
  }

  /** Returns the weight of a source pixel in a target pixel, 0 if it has no part in it. */
  float weight(int target, int source) {
    int tap = source - first[target];
    return tap < 0 || tap >= weights[target].length ? 0 : weights[target][tap];
  }

  private static void average(
      double left, double right, int source, int[] first, float[][] weights, int i) {
    double from = Math.max(0, left);
    double to = Math.min(source, right);
    // Rounding may leave a sliver of a neighbour; it must not reach outside the picture.
    int start = Math.min(source - 1, (int) Math.floor(from + 1e-9));
    int end = Math.max(start + 1, Math.min(source, (int) Math.ceil(to - 1e-9)));
    float[] taps = new float[end - start];
    for (int s = start; s < end; s++) {
      taps[s - start] = (float) ((Math.min(to, s + 1) - Math.max(from, s)) / (to - from));
    }
    first[i] = start;
    weights[i] = taps;
  }

  private static void cubic(double centre, int source, int[] first, float[][] weights, int i) {
    int base = (int) Math.floor(centre);
    int start = clamp(base - 1, source);
    float[] taps = new float[clamp(base + 2, source) - start + 1];
    for (int s = base - 1; s <= base + 2; s++) {
      taps[clamp(s, source) - start] += (float) catmullRom(Math.abs(centre - s));
    }
    first[i] = start;
    weights[i] = taps;
  }

  private static double catmullRom(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  private static int clamp(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }
}
