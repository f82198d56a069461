package io.facegan.internal.export.onnx;

/** Provides the weights of a network. */
interface Weights {
  /**
   * Returns a copy of the values of a variable in row-major order.
   *
   * @param variable its name, for example {@code generator/dense_1/kernel}
   */
  float[] values(String variable);
}
