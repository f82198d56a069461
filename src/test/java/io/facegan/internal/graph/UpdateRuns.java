package io.facegan.internal.graph;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Runs single updates of a training step. */
final class UpdateRuns {
  /** Runs an update and returns its first loss. */
  static double run(Update update, Session.Runner runner) {
    try (Result result = runner.addTarget(update.op()).fetch(update.loss()).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private UpdateRuns() {}
}
