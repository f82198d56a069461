package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a layer multiplies by and adds; the batch norm after it may be part of both. */
record LayerWeights(Operand<TFloat32> kernel, Operand<TFloat32> bias, boolean withBatchNorm) {}
