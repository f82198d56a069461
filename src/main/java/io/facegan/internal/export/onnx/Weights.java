package io.facegan.internal.export.onnx;

/** Where a network's weights come from. */
interface Weights {
  /**
   * Returns the values of a variable, the last axis running fastest. They are the caller's own.
   *
   * @param variable its name, {@code generator/dense_1/kernel}
   */
  float[] values(String variable);
}
