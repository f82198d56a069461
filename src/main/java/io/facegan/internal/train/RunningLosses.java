package io.facegan.internal.train;

import io.facegan.train.LossMeans;

/** Averages the losses of steps, the last 100 weighing most. */
final class RunningLosses {
  /** Before the first step. */
  static final LossMeans NONE = new LossMeans(0, 0, 0, 0);

  private static final double SHARE = 0.01;

  /** Returns the means after one more step with these losses. */
  static LossMeans after(LossMeans means, double real, double fake, double generator) {
    // The first steps count in full, so that the means do not start at zero.
    double share = Math.max(SHARE, 1.0 / (means.steps() + 1));
    return new LossMeans(
        means.steps() + 1,
        means.real() + share * (real - means.real()),
        means.fake() + share * (fake - means.fake()),
        means.generator() + share * (generator - means.generator()));
  }

  private RunningLosses() {}
}
