package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Operations that look at the variables between two steps. They only read, so that a training is
 * the same bits with and without them.
 */
final class TrainingProbe {
  private static final String MOMENT = "optimizer/%s/m";

  private final Ops tf;
  private final List<String> names = new ArrayList<>();
  private final Operand<TBool> finite;
  private final Operand<TFloat32> generatorGradient;

  TrainingProbe(Ops tf, Variables variables, List<Variables.Variable> generator) {
    this.tf = tf;
    List<Operand<TBool>> each = new ArrayList<>();
    for (Variables.Variable variable : variables.all()) {
      names.add(variable.name());
      each.add(tf.reduceAll(tf.math.isFinite(flat(variable)), tf.constant(0)));
    }
    finite = tf.stack(each);
    List<Operand<TFloat32>> products = new ArrayList<>();
    for (Variables.Variable variable : generator) {
      Variables.Variable moment = variables.get(MOMENT.formatted(variable.name()));
      products.add(tf.math.mul(length(moment), length(variable)));
    }
    generatorGradient = tf.math.addN(products);
  }

  /** Returns the name of a variable that holds a NaN or an infinity, if there is one. */
  Optional<String> notFinite(Session session) {
    try (Result result = session.runner().fetch(finite).run()) {
      TBool values = (TBool) result.get(0);
      for (int i = 0; i < names.size(); i++) {
        if (!values.getBoolean(i)) {
          return Optional.of(names.get(i));
        }
      }
      return Optional.empty();
    }
  }

  /** Returns {@link GanSession#generatorGradient}: the gradient is Adam's first moment. */
  double generatorGradient(Session session) {
    try (Result result = session.runner().fetch(generatorGradient).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private Operand<TFloat32> length(Variables.Variable variable) {
    return tf.math.sqrt(tf.math.mul(tf.constant(2f), tf.nn.l2Loss(flat(variable))));
  }

  private Operand<TFloat32> flat(Variables.Variable variable) {
    return tf.reshape(variable.value(), tf.constant(new int[] {-1}));
  }
}
