package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Several tensors of known shapes in one vector, because each exchange waits for all workers. */
record Packed(Ops tf, List<Shape> shapes, Operand<TFloat32> vector) {
  static Packed of(Ops tf, List<Operand<TFloat32>> tensors) {
    List<Shape> shapes = new ArrayList<>();
    List<Operand<TFloat32>> flat = new ArrayList<>();
    for (Operand<TFloat32> tensor : tensors) {
      if (tensor.shape().hasUnknownDimension()) {
        throw new IllegalStateException(
            "%s has the shape %s: only known ones can be packed"
                .formatted(tensor.asOutput().op().name(), tensor.shape()));
      }
      shapes.add(tensor.shape());
      flat.add(tf.reshape(tensor, tf.constant(new int[] {-1})));
    }
    return new Packed(tf, shapes, flat.size() == 1 ? flat.get(0) : tf.concat(flat, tf.constant(0)));
  }

  /** Returns the tensors that a vector of the same layout holds. */
  List<Operand<TFloat32>> unpacked(Operand<TFloat32> other) {
    int[] sizes = shapes.stream().mapToInt(shape -> (int) shape.size()).toArray();
    List<Operand<TFloat32>> tensors = new ArrayList<>();
    var parts = tf.splitV(other, tf.constant(sizes), tf.constant(0), (long) sizes.length);
    for (Operand<TFloat32> part : parts) {
      tensors.add(tf.reshape(part, tf.constant(shapes.get(tensors.size()).asArray())));
    }
    return tensors;
  }
}
