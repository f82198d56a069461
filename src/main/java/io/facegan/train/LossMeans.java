package io.facegan.train;

/**
 * The losses of late, in nats: exponential means over about 100 steps.
 *
 * @param steps how many steps went into them
 * @param real the discriminator's on real pictures
 * @param fake the discriminator's on generated ones
 * @param generator the generator's
 */
public record LossMeans(long steps, double real, double fake, double generator) {
  private static final double BALANCE = Math.log(2);

  /** Returns the mean of the discriminator's two losses; NaN before the first step. */
  public double discriminator() {
    return steps == 0 ? Double.NaN : (real + fake) / 2;
  }

  /**
   * Returns how far the discriminator's loss is above ln 2, where it can tell nothing; NaN before
   * the first step.
   */
  public double discriminatorFromBalance() {
    return discriminator() - BALANCE;
  }

  /** Returns how far the generator's loss is above ln 2; NaN before the first step. */
  public double generatorFromBalance() {
    return steps == 0 ? Double.NaN : generator - BALANCE;
  }
}
