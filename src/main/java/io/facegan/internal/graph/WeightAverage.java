package io.facegan.internal.graph;

import io.facegan.network.Averaging;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;

/**
 * The moving average of the generator's variables, batch norm's running averages included:
 * variables named {@code average/generator/...}. Without averaging it has none.
 */
final class WeightAverage {
  static final String PREFIX = "average/";

  private final Ops tf;
  private final Variables variables;
  private final List<Variables.Variable> averaged;

  /** How much of the average a step keeps; if it is not fed, as much as late in a training. */
  final PlaceholderWithDefault<TFloat32> decay;

  /**
   * Creates the variables.
   *
   * @param averaging as the recipe has it
   * @param seen images from one update of the generator to the next
   */
  WeightAverage(Ops tf, Variables variables, Averaging averaging, int seen) {
    this.tf = tf;
    this.variables = variables;
    averaged = averaging.isNone() ? List.of() : variables.under("generator/").toList();
    for (Variables.Variable variable : averaged) {
      variables.create(PREFIX + variable.name(), variable.shape(), variable.initialValue());
    }
    float late = (float) averaging.decay(Long.MAX_VALUE, seen);
    decay = tf.withName("average_decay").placeholderWithDefault(tf.constant(late), Shape.scalar());
  }

  /** Returns the name that the checkpoint of an averaged run has for a generator's variable. */
  static String nameOf(String variable) {
    return variable.startsWith("generator/") ? PREFIX + variable : variable;
  }

  /** Returns whether a variable of a checkpoint is an average. */
  static boolean isOne(String variable) {
    return variable.startsWith(PREFIX);
  }

  /** Returns the name of the generator's variable that an average is of. */
  static String averagedBy(String average) {
    return average.substring(PREFIX.length());
  }

  /** Returns an operation that runs an update of the generator, then moves the averages. */
  Op after(Op update) {
    if (averaged.isEmpty()) {
      return update;
    }
    VariableReads updated = VariableReads.after(update, tf, variables);
    Operand<TFloat32> share = tf.math.sub(tf.constant(1f), decay);
    List<Op> moved = new ArrayList<>();
    for (Variables.Variable variable : averaged) {
      Variables.Variable average = variables.get(PREFIX + variable.name());
      moved.add(average.moveTowards(updated.get(variable.name()).value(), share, tf));
    }
    return tf.withControlDependencies(moved).noOp();
  }

  /** Returns the variables as samples use them: the averages in place of the weights. */
  VariableReads reads() {
    return averaged.isEmpty() ? variables : name -> variables.get(nameOf(name));
  }
}
