package io.facegan.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a batch norm layer found in a batch.
 *
 * @param averageMean the variable that averages the means
 * @param mean of the batch
 * @param averageVariance the variable that averages the variances
 * @param variance of the batch
 */
record BatchMoments(
    Variables.Variable averageMean,
    Operand<TFloat32> mean,
    Variables.Variable averageVariance,
    Operand<TFloat32> variance) {}
