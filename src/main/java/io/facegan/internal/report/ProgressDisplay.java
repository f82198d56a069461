package io.facegan.internal.report;

import io.facegan.train.StepResult;

/** Where progress is shown, step by step, until it is closed. */
interface ProgressDisplay extends AutoCloseable {
  void step(StepResult result);

  /** Shows a line that stays. */
  void say(String line);

  /** Shows the last step and leaves the output at the start of a line. */
  @Override
  void close();
}
