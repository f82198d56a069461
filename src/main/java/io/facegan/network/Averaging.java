package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * An exponential moving average of the generator's weights, which is what samples, evaluations and
 * exports use (Yazici et al., "The Unusual Effectiveness of Averaging in GAN Training", 2019). The
 * running averages of batch norm are averaged alike. Checkpoints hold the trained weights too.
 *
 * @param halfLife after how many images seen a weight counts half, at least 0; 0 is no averaging
 * @param share the half-life is at most this share of the images seen, so that an average does not
 *     remember the untrained network; above 0 and at most 1
 */
public record Averaging(double halfLife, double share) {
  /** No average: the trained weights are used. */
  public static final Averaging NONE = new Averaging(0, 1);

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if a value is out of its range
   */
  public Averaging {
    if (!(halfLife >= 0 && halfLife < Double.POSITIVE_INFINITY)) {
      throw new FaceGanException(
          "half-life of the weight average is " + halfLife + ": it must be at least 0 and finite");
    }
    if (!(share > 0 && share <= 1)) {
      throw new FaceGanException(
          "share of the weight average is " + share + ": it must be above 0 and at most 1");
    }
  }

  /** Returns whether there is none. */
  public boolean isNone() {
    return halfLife == 0;
  }

  /**
   * Returns how much of the average a step keeps, from 0 to 1.
   *
   * @param seen images seen before the step
   * @param batchSize images in the step
   */
  public double decay(long seen, int batchSize) {
    double life = Math.min(halfLife, share * seen);
    return life == 0 ? 0 : Math.pow(0.5, batchSize / life);
  }

  String describe() {
    return isNone()
        ? "No average of weights"
        : "Average of the generator's weights with a half-life of %s images, at most %s of those seen"
            .formatted(Checks.plain(halfLife), Checks.plain(share));
  }
}
