package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The rows of a table that labels choose: n labels of a table of count x size give n x size. */
interface LabelRows {
  /** How those who only draw or judge look rows up. */
  LabelRows LOOKED_UP = (tf, table, labels) -> tf.gather(table, labels, tf.constant(0));

  /**
   * How those who train do: by a product with rows that are 1 at the label and 0 elsewhere. Its
   * gradients are dense, as Adam takes them, and have gradients themselves. The rows are the same
   * to the bit.
   */
  LabelRows TRAINED =
      (tf, table, labels) -> {
        Operand<TInt32> count = tf.constant((int) table.shape().get(0));
        return tf.linalg.matMul(tf.oneHot(labels, count, tf.constant(1f), tf.constant(0f)), table);
      };

  Operand<TFloat32> of(Ops tf, Operand<TFloat32> table, Operand<TInt64> labels);
}
