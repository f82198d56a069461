package io.facegan.train;

/**
 * Exponential moving averages of the losses, in nats, over about 100 steps.
 *
 * @param steps the number of steps averaged
 * @param real the discriminator's loss on real images
 * @param fake the discriminator's loss on generated images
 * @param generator the generator's loss
 */
public record LossMeans(long steps, double real, double fake, double generator) {
  private static final double BALANCE = Math.log(2);

  /** Returns the mean of the discriminator's two losses; NaN before the first step. */
  public double discriminator() {
    return steps == 0 ? Double.NaN : (real + fake) / 2;
  }

  /**
   * Returns the discriminator's loss minus ln 2, the loss of a discriminator that cannot tell real
   * from generated images; NaN before the first step.
   */
  public double discriminatorFromBalance() {
    return discriminator() - BALANCE;
  }

  /** Returns the generator's loss minus ln 2; NaN before the first step. */
  public double generatorFromBalance() {
    return steps == 0 ? Double.NaN : generator - BALANCE;
  }
}
