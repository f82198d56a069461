package io.facegan.internal.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/** What inputs of a served model must be; others end the call with a message. */
final class InputChecks {
  private final Ops tf;

  InputChecks(Ops tf) {
    this.tf = tf;
  }

  /** Lets a value pass if a condition holds, else ends the call with this message. */
  <T extends TType> Operand<T> hold(
      Operand<T> value, Operand<TBool> condition, String message, Operand<?> shown) {
    Op demand = tf.assertThat(condition, List.of(tf.constant(message), shown));
    return tf.withControlDependencies(List.of(demand)).identity(value);
  }
}
