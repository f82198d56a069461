package io.facegan.internal.graph;

import io.facegan.internal.graph.GanSession.Losses;
import java.util.function.LongFunction;

/** Runs training steps, in one way or another. */
interface StepRunner extends AutoCloseable {
  /**
   * What a step follows from beside its images.
   *
   * @param seed of the latents
   * @param rateFactor what the learning rates are multiplied by
   * @param penaltyFactor what the gammas are multiplied by
   * @param forgettingFactor what 1 - beta2 is multiplied by
   * @param averageDecay how much of the average of weights it keeps
   * @param augmentation how probable each kind of augmentation is
   * @param labels of its images, null of networks without labels
   */
  record Settings(
      long seed,
      float rateFactor,
      float penaltyFactor,
      float forgettingFactor,
      float averageDecay,
      float augmentation,
      int[] labels) {}

  /**
   * Makes one step.
   *
   * @param batches returns the real images of a step by its number; called by one thread at a time
   * @param step from 0
   * @param ahead whether the images of the next step may be asked for at the same time
   */
  Losses step(LongFunction<byte[]> batches, long step, boolean ahead, Settings settings);

  /** Forgets images that were asked for ahead: the next step is another. */
  void forget();

  @Override
  void close();
}
