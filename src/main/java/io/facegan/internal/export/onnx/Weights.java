package io.facegan.internal.export.onnx;

/** Provides the weights of a network. */
interface Weights {
  /** Returns a copy of a variable's values, in row-major order. */
  float[] values(String variable);
}
