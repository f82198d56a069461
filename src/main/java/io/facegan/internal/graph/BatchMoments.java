package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a batch norm layer found in a batch, and the variables that average it.
 *
 * @param momentum how much of the way to the newest batch's values the averages move
 */
record BatchMoments(
    Variables.Variable averageMean,
    Operand<TFloat32> mean,
    Variables.Variable averageVariance,
    Operand<TFloat32> variance,
    float momentum) {}
