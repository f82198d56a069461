package io.facegan.internal.train;

import io.facegan.train.Guard;
import io.facegan.train.LossMeans;
import io.facegan.train.StepResult;

/**
 * How far a run is: all that a checkpoint keeps beside the variables. The position in the shuffled
 * pictures and in the row of latents follows from the step.
 *
 * @param step finished steps
 * @param pictures pictures seen, which is also the position in the shuffled stream
 * @param epoch how many times the data has been seen
 * @param attempt the try that it is in, from 0
 * @param evaluated the last step at which the pictures were due to be judged and were, or -1
 * @param losses of late
 * @param discriminatorWon whether that was so when last judged
 * @param collapsed whether that was so when last judged
 * @param distance of the generated pictures from the real ones at this very step, or null if they
 *     were not compared; lower is better
 * @param planned whether its checkpoint was due, so that an unbroken run has it too; else it is
 *     there only because the run was broken off here
 */
public record State(
    long step,
    long pictures,
    double epoch,
    int attempt,
    long evaluated,
    LossMeans losses,
    boolean discriminatorWon,
    boolean collapsed,
    Double distance,
    boolean planned) {
  static final State START = new State(0, 0, 0, 0, -1, LossMeans.NONE, false, false, null, false);

  /** Returns whether no guard had anything against it. */
  boolean healthy() {
    return !discriminatorWon && !collapsed;
  }

  /**
   * Returns whether a guard may take the run back to it. A run that was broken off has to go back
   * to the same place as an unbroken one, so it must be one that both have.
   */
  boolean canBeReturnedTo() {
    return planned && healthy();
  }

  /** Returns whether this guard has warned and not said since that it is over. */
  boolean warned(Guard guard) {
    return switch (guard) {
      case NOT_FINITE -> false;
      case DISCRIMINATOR_WON -> discriminatorWon;
      case COLLAPSE -> collapsed;
    };
  }

  State stepped(StepResult result) {
    LossMeans means = losses.with(result.lossReal(), result.lossFake(), result.lossGenerator());
    return new State(
        result.step(),
        result.pictures(),
        result.epoch(),
        attempt,
        evaluated,
        means,
        discriminatorWon,
        collapsed,
        null,
        false);
  }

  State judged(boolean won, boolean nowCollapsed) {
    return new State(
        step, pictures, epoch, attempt, step, losses, won, nowCollapsed, distance, planned);
  }

  State at(double newDistance) {
    return new State(
        step,
        pictures,
        epoch,
        attempt,
        evaluated,
        losses,
        discriminatorWon,
        collapsed,
        newDistance,
        planned);
  }

  /** Returns it as one whose checkpoint is due. */
  State due() {
    return new State(
        step,
        pictures,
        epoch,
        attempt,
        evaluated,
        losses,
        discriminatorWon,
        collapsed,
        distance,
        true);
  }

  /** Returns where another try begins; guards may go back to it in their turn. */
  State retried(int newAttempt) {
    return new State(
        step,
        pictures,
        epoch,
        newAttempt,
        evaluated,
        losses,
        discriminatorWon,
        collapsed,
        distance,
        true);
  }
}
