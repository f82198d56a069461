package io.facegan.train;

/**
 * What one training step gave. All losses are binary cross-entropies in nats; at balance each is ln
 * 2 = 0.693.
 *
 * @param step the number of this step, from 1
 * @param attempt the try that it belongs to, from 0; each time that a guard rolls the run back
 *     another begins
 * @param totalSteps the planned end of the run
 * @param epoch how many times the data has been seen so far, with its fraction
 * @param pictures how many pictures have been seen so far
 * @param lossReal the discriminator's loss on real pictures
 * @param lossFake the discriminator's loss on generated pictures
 * @param lossGenerator the generator's loss
 * @param picturesPerSecond the speed of the training steps of late, samples and checkpoints left
 *     out
 */
public record StepResult(
    long step,
    int attempt,
    long totalSteps,
    double epoch,
    long pictures,
    double lossReal,
    double lossFake,
    double lossGenerator,
    double picturesPerSecond) {
  /** Returns the mean of the discriminator's two losses, as the tutorial plots it. */
  public double lossDiscriminator() {
    return (lossReal + lossFake) / 2;
  }

  /** Returns whether this is the last planned step. */
  public boolean last() {
    return step == totalSteps;
  }
}
