package io.facegan.train;

import io.facegan.data.ImageBatch;

/**
 * Receives the events of a training, in order and on the training thread. An exception from any
 * method stops the training and reaches the caller of {@code train()}. A checkpoint is written
 * first, so that the run can be resumed.
 */
public interface TrainingListener {
  /** Called once, before the first step. */
  default void started(TrainingStart start) {}

  /** Called after every step. */
  default void stepped(StepResult result) {}

  /**
   * Called before the first step (step 0) and then at intervals, with images generated from the
   * same latents each time, as the exported model would generate them.
   *
   * @param step the last finished step
   * @param samples the generated images
   */
  default void sampled(long step, ImageBatch samples) {}

  /**
   * Called with an evaluation of the samples and the losses: before the first step, at each sample
   * grid, before each checkpoint, and at the end.
   */
  default void evaluated(Evaluation evaluation) {}

  /** Called when a guard finds a problem, and when a problem that it warned of is over. */
  default void guarded(GuardEvent event) {}

  /** Called once at the end, after the last checkpoint, unless the training failed. */
  default void finished(TrainingResult result) {}
}
