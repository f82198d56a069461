package io.facegan.internal.graph;

import org.tensorflow.Operand;

/** An input or output of a signature; its meaning says shape, unit and range. */
public record ServedTensor(String name, Operand<?> tensor, String meaning) {
  /** Returns the name of the operation in the graph that gives it. */
  public String operation() {
    return tensor.asOutput().op().name();
  }
}
