package io.facegan.internal.graph;

import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.LayerSpec;
import io.facegan.network.TransposedConvolution;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a layer multiplies by and adds; the batch norm after it may be part of both. */
record LayerWeights(Operand<TFloat32> kernel, Operand<TFloat32> bias, boolean withBatchNorm) {
  /** Whether layers of this kind have a kernel and a bias. */
  static boolean areOf(LayerSpec layer) {
    return layer instanceof Dense
        || layer instanceof Convolution
        || layer instanceof TransposedConvolution;
  }
}
