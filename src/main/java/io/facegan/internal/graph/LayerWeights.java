package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a layer multiplies by and adds.
 *
 * @param kernel in the layout of its variable
 * @param bias one value a filter or unit
 * @param withBatchNorm whether the batch norm after the layer is part of them
 */
record LayerWeights(Operand<TFloat32> kernel, Operand<TFloat32> bias, boolean withBatchNorm) {}
