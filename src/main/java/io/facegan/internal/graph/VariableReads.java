package io.facegan.internal.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where networks find their variables, with the reads that show them as of some moment. */
interface VariableReads {
  /** Returns a variable; throws an IllegalArgumentException if there is none of this name. */
  Variables.Variable get(String name);

  /** Returns the same variables as they are once an operation has run. */
  static VariableReads after(Op operation, Ops tf, Variables variables) {
    Ops later = tf.withControlDependencies(List.of(operation));
    Map<String, Variables.Variable> known = new HashMap<>();
    return name ->
        known.computeIfAbsent(
            name,
            unread -> {
              Variables.Variable before = variables.get(unread);
              return new Variables.Variable(
                  before.name(),
                  before.shape(),
                  before.handle(),
                  later.readVariableOp(before.handle(), TFloat32.class),
                  before.initialValue(),
                  before.initializer());
            });
  }
}
