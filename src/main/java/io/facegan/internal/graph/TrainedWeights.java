package io.facegan.internal.graph;

import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Session;

/**
 * The variables of a checkpoint, some of them with other values than it has.
 *
 * @param checkpoint the path prefix of the checkpoint's variables
 * @param replaced the other values, by the names of their variables, the last axis running fastest
 */
public record TrainedWeights(Path checkpoint, Map<String, float[]> replaced) {
  /** Takes a checkpoint as it is. */
  public static TrainedWeights of(Path checkpoint) {
    return new TrainedWeights(checkpoint, Map.of());
  }

  /** Gives all variables of a session their values. */
  void restore(Session session, Variables variables) {
    Variables.restore(session, checkpoint);
    replaced.forEach((name, values) -> variables.assign(name, values, session));
  }
}
