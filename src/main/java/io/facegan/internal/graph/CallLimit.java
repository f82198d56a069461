package io.facegan.internal.graph;

import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The most images that one call of a served model may draw, judge or train on; at least 1 is needed
 * in any case, for of none oneDNN's convolutions give a wrong shape, and there is no mean. Without
 * a limit a call can ask for more than there is memory, which ends the process.
 */
public record CallLimit(OptionalInt images) {
  public static final CallLimit NONE = new CallLimit(OptionalInt.empty());

  /** Returns the length of a tensor's first side, a scalar. */
  static Operand<TInt32> count(Ops tf, Operand<?> tensor) {
    return tf.reshape(
        tf.slice(tf.shape(tensor), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }

  /** Lets a tensor pass whose first side has such a length, else ends the call with a message. */
  <T extends TType> Operand<T> hold(Ops tf, Operand<T> tensor) {
    Operand<TInt32> count = count(tf, tensor);
    Operand<TBool> some = tf.math.greaterEqual(count, tf.constant(1));
    InputChecks checks = new InputChecks(tf);
    if (images.isEmpty()) {
      return checks.hold(tensor, some, "images must be at least 1, but are", count);
    }
    int most = images.getAsInt();
    Operand<TBool> notTooMany = tf.math.lessEqual(count, tf.constant(most));
    return checks.hold(
        tensor,
        tf.math.logicalAnd(some, notTooMany),
        "images of a call must be 1 to %d, but are".formatted(most),
        count);
  }
}
