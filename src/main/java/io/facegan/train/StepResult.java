package io.facegan.train;

/**
 * The result of one training step. The losses are those of the recipe's {@link
 * io.facegan.network.Objective}. Binary cross-entropies are in nats, and each is ln 2 = 0.693 while
 * the discriminator cannot tell real from generated images.
 *
 * @param step the number of this step, from 1
 * @param attempt the attempt that it belongs to, from 0; each roll-back by a guard starts the next
 * @param totalSteps the planned number of steps of the run
 * @param epoch the number of passes over the data so far, with its fraction
 * @param images the number of images seen so far
 * @param lossReal the discriminator's loss on real images
 * @param lossFake the discriminator's loss on generated images
 * @param lossGenerator the generator's loss
 * @param imagesPerSecond images per second in the last training steps, the time of samples and
 *     checkpoints not counted
 */
public record StepResult(
    long step,
    int attempt,
    long totalSteps,
    double epoch,
    long images,
    double lossReal,
    double lossFake,
    double lossGenerator,
    double imagesPerSecond) {
  /** Returns the mean of the discriminator's two losses, as the tutorial plots it. */
  public double lossDiscriminator() {
    return (lossReal + lossFake) / 2;
  }

  /** Returns whether this is the last planned step. */
  public boolean last() {
    return step == totalSteps;
  }
}
