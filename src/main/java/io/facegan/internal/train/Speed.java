package io.facegan.internal.train;

/** Images per second: a mean over about the last 20 steps. */
final class Speed {
  private static final double SHARE = 0.05;

  private double secondsPerStep;
  private long steps;

  /** Notes a step. */
  void note(long nanos) {
    steps++;
    // The first steps count in full, so that the mean does not start at zero.
    double share = Math.max(SHARE, 1.0 / steps);
    secondsPerStep += share * (nanos / 1e9 - secondsPerStep);
  }

  double imagesPerSecond(int batchSize) {
    return secondsPerStep == 0 ? 0 : batchSize / secondsPerStep;
  }
}
