package io.facegan.internal.graph;

import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Variables that follow what a batch shows, such as batch norm's running averages. They move by the
 * means over the whole batch, which workers that have a share of it each know only together.
 *
 * @param shown means over the images of this graph
 * @param mover given those of the whole batch, in the same order, returns what moves the variables
 */
record Following(
    List<Operand<TFloat32>> shown, BiFunction<Ops, List<Operand<TFloat32>>, List<Op>> mover) {
  /** Returns the operations that move the variables, given the means over the whole batch. */
  List<Op> moved(Ops tf, List<Operand<TFloat32>> ofBatch) {
    return mover.apply(tf, ofBatch);
  }
}
