package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What batch norm by fixed averages comes to, channel by channel: times a factor plus a shift. */
record Affine(Operand<TFloat32> factor, Operand<TFloat32> shift) {}
