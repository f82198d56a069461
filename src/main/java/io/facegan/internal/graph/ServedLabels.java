package io.facegan.internal.graph;

import io.facegan.network.Labels;
import io.facegan.network.Networks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The labels that a served model is given with latents or images, one for each. */
final class ServedLabels {
  private final Ops tf;
  private final Labels labels;
  private final Operand<TInt64> fed;

  /** The same, refused if one is out of range; null of networks without labels. */
  final Operand<TInt64> checked;

  ServedLabels(Ops tf, Networks networks) {
    this.tf = tf;
    labels = networks.labels();
    fed = GanGraph.labels(tf, networks, ServedSignature.LABELS, -1);
    checked = fed == null ? null : inRange(tf.ensureShape(fed, Shape.of(-1)));
  }

  /** Returns the input of signatures, nothing of networks without labels. */
  List<ServedSignature.Tensor> inputs() {
    return fed == null
        ? List.of()
        : List.of(
            new ServedSignature.Tensor(
                ServedSignature.LABELS,
                fed,
                "int64 [n], 0 to %d: places in the list \"labels\" of assets.extra/facegan.json"
                    .formatted(labels.count() - 1)));
  }

  /**
   * Returns the labels, refused if they are not as many as the first side of a tensor is long; null
   * of networks without labels.
   */
  Operand<TInt64> of(Operand<?> tensor) {
    if (fed == null) {
      return null;
    }
    Operand<TInt32> count = CallLimit.count(tf, tensor);
    Operand<TInt32> size = CallLimit.count(tf, checked);
    return new InputChecks(tf)
        .hold(
            checked,
            tf.math.equal(size, count),
            "labels must be one for each image, but they and the images are",
            tf.stack(List.of(size, count)));
  }

  /** Returns them as {@link #of} does, each so many times in a row. */
  Operand<TInt64> repeated(Operand<?> tensor, Operand<TInt32> times) {
    if (fed == null) {
      return null;
    }
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt64> column = tf.expandDims(of(tensor), one);
    return tf.reshape(tf.tile(column, tf.stack(List.of(one, times))), tf.constant(new int[] {-1}));
  }

  private Operand<TInt64> inRange(Operand<TInt64> values) {
    Operand<TInt32> all = tf.constant(new int[] {0});
    Operand<TBool> right =
        tf.math.logicalAnd(
            tf.math.greaterEqual(values, tf.constant(0L)),
            tf.math.less(values, tf.constant((long) labels.count())));
    return new InputChecks(tf)
        .hold(
            values,
            tf.reduceAll(right, all),
            "labels must be from 0 to %d, but the least and greatest are"
                .formatted(labels.count() - 1),
            tf.stack(List.of(tf.min(values, all), tf.max(values, all))));
  }
}
