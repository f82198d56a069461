package io.facegan.internal.metric;

import io.facegan.metric.Likeness;

/** The features of real images, to compare those of others with. */
final class FeatureReference {
  private static final double UNIT = 1_000;

  private final double[][] reals;
  private final double[][] withinReals;
  private final double[][] amongReals;

  FeatureReference(double[][] reals) {
    this.reals = reals;
    withinReals = Gram.of(reals, reals);
    amongReals = Gram.squaredDistances(withinReals, withinReals, withinReals);
  }

  /** Compares features; nothing is known of fewer than {@value Neighbours#LEAST} images. */
  Likeness compare(double[][] others) {
    if (Math.min(reals.length, others.length) < Neighbours.LEAST) {
      return Likeness.UNKNOWN;
    }
    double[][] within = Gram.of(others, others);
    double[][] cross = Gram.of(reals, others);
    double[][] distances = Gram.squaredDistances(cross, withinReals, within);
    double[][] among = Gram.squaredDistances(within, within, within);
    Neighbours ofReals = new Neighbours(distances);
    return new Likeness(
        UNIT * KernelDistance.of(withinReals, within, cross, reals[0].length),
        FrechetDistance.of(withinReals, within, cross),
        ofReals.inside(amongReals),
        new Neighbours(Gram.transposed(distances)).inside(among),
        ofReals.density(amongReals),
        ofReals.coverage(amongReals));
  }
}
