package io.facegan.train;

import io.facegan.data.ImageBatch;

/**
 * Is told what happens during training, in order and on the training thread. An exception from any
 * method stops the training and reaches the caller of {@code train()}; what was learnt is saved
 * first, and the run can be resumed.
 */
public interface TrainingListener {
  /** Called once, before the first step. */
  default void started(TrainingStart start) {}

  /** Called after every step. */
  default void stepped(StepResult result) {}

  /**
   * Called before the first step (step 0) and then at intervals with pictures generated from the
   * same latents each time, as the exported model would draw them.
   *
   * @param step the last finished step
   * @param samples the generated pictures
   */
  default void sampled(long step, ImageBatch samples) {}

  /**
   * Called with a judgement of the samples and the losses: before the first step, at each sample
   * grid, before each checkpoint, and at the end.
   */
  default void evaluated(Evaluation evaluation) {}

  /** Called when a guard found something, and when what it warned of is over. */
  default void guarded(GuardEvent event) {}

  /** Called once at the end, after the last checkpoint, unless the training failed. */
  default void finished(TrainingResult result) {}
}
