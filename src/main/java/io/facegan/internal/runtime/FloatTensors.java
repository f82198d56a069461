package io.facegan.internal.runtime;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Float32 tensors of arrays and back, the last axis running fastest. */
public final class FloatTensors {
  /** Returns a tensor of values, which the caller closes. */
  public static TFloat32 of(float[] values, Shape shape) {
    return TFloat32.tensorOf(shape, tensor -> tensor.asRawTensor().data().asFloats().write(values));
  }

  /** Returns the values of a float32 tensor. */
  public static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
    return values;
  }

  private FloatTensors() {}
}
