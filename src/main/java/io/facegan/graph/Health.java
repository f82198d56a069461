package io.facegan.graph;

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
final class Health {
  private final List<String> names = new ArrayList<>();
  private final Operand<TBool> finite;
  private final Operand<TFloat32> generatorMoment;

  Health(Ops tf, Variables variables) {
    List<Operand<TBool>> each = new ArrayList<>();
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (Variables.Variable variable : variables.all()) {
      names.add(variable.name());
      Operand<TFloat32> flat = tf.reshape(variable.value(), tf.constant(new int[] {-1}));
      each.add(tf.reduceAll(tf.math.isFinite(flat), tf.constant(0)));
      if (variable.name().startsWith("optimizer/generator/") && variable.name().endsWith("/m")) {
        squares.add(tf.math.mul(tf.constant(2f), tf.nn.l2Loss(flat)));
      }
    }
    finite = tf.stack(each);
    generatorMoment = tf.math.sqrt(tf.math.addN(squares));
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

  /**
   * Returns the length of the generator's gradient, a mean over its last steps: that of Adam's
   * first moment.
   */
  double generatorGradient(Session session) {
    try (Result result = session.runner().fetch(generatorMoment).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }
}
