package io.facegan.internal.report;

/** Smooths a noisy curve. */
public final class Smoothing {
  /** Returns the mean of each value and its {@code radius} neighbours on each side, if finite. */
  public static double[] centredMean(double[] values, int radius) {
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int first = Math.max(0, i - radius);
      smooth[i] = mean(values, first, Math.min(values.length - 1, i + radius));
    }
    return smooth;
  }

  private static double mean(double[] values, int first, int last) {
    double sum = 0;
    int count = 0;
    for (int i = first; i <= last; i++) {
      if (Double.isFinite(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private Smoothing() {}
}
