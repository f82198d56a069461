package io.facegan.internal.graph;

import io.facegan.network.Recipe;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Session;

/**
 * The variables of a checkpoint, some of them with other values than it has.
 *
 * @param checkpoint the path prefix of the checkpoint's variables
 * @param averaged whether the generator's variables take the values of their averages
 * @param replaced the other values, by the names of their variables, the last axis running fastest
 */
public record TrainedWeights(Path checkpoint, boolean averaged, Map<String, float[]> replaced) {
  /** Takes a checkpoint as samples do: with the average of the generator if its recipe has one. */
  public static TrainedWeights of(Recipe recipe, Path checkpoint) {
    return new TrainedWeights(checkpoint, !recipe.averaging().isNone(), Map.of());
  }

  /**
   * Takes a checkpoint's weights as the last step left them, whether there is an average or not.
   */
  public static TrainedWeights raw(Path checkpoint) {
    return new TrainedWeights(checkpoint, false, Map.of());
  }

  /** Returns the same with other values of some variables. */
  TrainedWeights replacing(Map<String, float[]> values) {
    return new TrainedWeights(checkpoint, averaged, values);
  }

  /** Returns the name in the checkpoint of what a variable takes. */
  String nameOf(String variable) {
    return averaged ? WeightAverage.nameOf(variable) : variable;
  }

  /** Gives all variables of a session their values. */
  void restore(Session session, Variables variables) {
    Variables.restore(session, checkpoint);
    replaced.forEach((name, values) -> variables.assign(name, values, session));
  }
}
