package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gives all workers the variables of the first: a sum in which the others have zeros, for what they
 * hold may be NaN.
 */
final class Handover {
  /** Numbers in one sum; more would take as much memory again. */
  private static final long MOST = 1L << 18;

  private final Op op;

  Handover(Ops tf, Variables variables, Workers workers, Collectives collectives) {
    List<Op> assigned = new ArrayList<>();
    List<Variables.Variable> together = new ArrayList<>();
    long size = 0;
    Op before = null;
    for (Variables.Variable variable : variables.all()) {
      if (!together.isEmpty() && size + variable.shape().size() > MOST) {
        before = add(tf, collectives, workers, together, before);
        assigned.add(before);
        together.clear();
        size = 0;
      }
      together.add(variable);
      size += variable.shape().size();
    }
    assigned.add(add(tf, collectives, workers, together, before));
    op = tf.withName("handover").withControlDependencies(assigned).noOp();
  }

  private static Op add(
      Ops tf,
      Collectives collectives,
      Workers workers,
      List<Variables.Variable> variables,
      Op before) {
    List<Op> after = before == null ? List.of() : List.of(before);
    Ops next = tf.withControlDependencies(after);
    List<Operand<TFloat32>> own = new ArrayList<>();
    for (Variables.Variable variable : variables) {
      own.add(
          workers.worker() == 0
              ? next.identity(variable.value())
              : next.fill(tf.constant(variable.shape().asArray()), tf.constant(0f)));
    }
    Packed packed = Packed.of(next, own);
    List<Op> assigned = new ArrayList<>();
    for (Operand<TFloat32> value : packed.unpacked(collectives.sum(packed.vector(), after))) {
      assigned.add(tf.assignVariableOp(variables.get(assigned.size()).handle(), value));
    }
    return tf.withControlDependencies(assigned).noOp();
  }

  /** Returns what all workers have to run at once. */
  Op op() {
    return op;
  }
}
