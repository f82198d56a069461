package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What batch norm by fixed averages comes to: every channel times {@code factor} plus {@code
 * shift}.
 *
 * @param factor one value a channel
 * @param shift one value a channel
 */
record Affine(Operand<TFloat32> factor, Operand<TFloat32> shift) {}
