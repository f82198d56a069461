package io.facegan;

import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;

/** Listeners that break a training off. */
final class Breaks {
  /** What is done at a step. */
  interface Act {
    void at(StepResult step) throws Exception;
  }

  /** Does something after a step. */
  static TrainingListener after(long step, Act act) {
    return new TrainingListener() {
      @Override
      public void stepped(StepResult result) {
        if (result.step() == step) {
          try {
            act.at(result);
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }
      }
    };
  }

  /** Trains until a step and stops there. */
  static void stopped(FaceGanBuilder builder, long step) {
    FaceGan[] running = new FaceGan[1];
    try (FaceGan gan = builder.listener(after(step, result -> running[0].stop())).build()) {
      running[0] = gan;
      gan.train();
    }
  }

  /**
   * Trains and leaves a copy of the run folder as a kill after a step would leave it, the newest
   * checkpoint on the disk being an earlier one.
   */
  static void killed(FaceGanBuilder builder, Path run, long step, long checkpoint, Path copy) {
    Path complete = run.resolve("checkpoints/step-%06d".formatted(checkpoint));
    FaceGan[] running = new FaceGan[1];
    Act kill =
        result -> {
          // It is written by a thread of its own.
          for (int i = 0; i < 1000 && Files.notExists(complete); i++) {
            Thread.sleep(10);
          }
          RunEnd.copy(run, copy);
          running[0].stop();
        };
    try (FaceGan gan = builder.listener(after(step, kill)).build()) {
      running[0] = gan;
      gan.train();
    }
  }

  private Breaks() {}
}
