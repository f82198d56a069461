package io.facegan.internal.graph;

import io.facegan.network.BatchNorm;
import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerNorm;
import io.facegan.network.Normalization;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** Batch norm (Ioffe and Szegedy, 2015) and layer norm (Ba, Kiros and Hinton, 2016). */
final class Normalizer {
  private final Ops tf;
  private final VariableReads variables;

  Normalizer(Ops tf, VariableReads variables) {
    this.tf = tf;
    this.variables = variables;
  }

  void batchNorm(
      String path,
      BatchNorm spec,
      Normalization normalization,
      FeatureShape shape,
      ForwardPass pass) {
    Operand<? extends TFloating> x = pass.current();
    if (normalization.usesAverages(shape)) {
      Affine affine = affine(path, spec);
      pass.setCurrent(tf.math.add(tf.math.mul(Casts.wide(tf, x), affine.factor()), affine.shift()));
    } else if (normalization == Normalization.PER_PICTURE) {
      pass.setCurrent(
          byOwnMoments(
              Casts.wide(tf, x),
              variables.get(path + "/scale").value(),
              variables.get(path + "/offset").value(),
              new int[] {1, 2},
              spec.epsilon()));
    } else {
      pass.setCurrent(byBatch(path, spec, shape, x, pass));
    }
  }

  /** The statistics are float32 in any case. */
  private <T extends TFloating> Operand<T> byBatch(
      String path, BatchNorm spec, FeatureShape shape, Operand<T> x, ForwardPass pass) {
    Variables.Variable mean = variables.get(path + "/running_mean");
    Variables.Variable variance = variables.get(path + "/running_variance");
    FusedBatchNorm<T, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            shape instanceof ImageShape ? x : tf.reshape(x, tf.constant(asColumn(x, shape))),
            variables.get(path + "/scale").value(),
            variables.get(path + "/offset").value(),
            tf.constant(new float[0]),
            tf.constant(new float[0]),
            FusedBatchNorm.epsilon((float) spec.epsilon()),
            FusedBatchNorm.isTraining(true));
    Operand<TFloat32> bias = pass.takeLeftOut();
    Operand<TFloat32> batchMean =
        bias == null ? norm.batchMean() : tf.math.add(norm.batchMean(), bias);
    pass.addMoments(
        new BatchMoments(mean, batchMean, variance, norm.batchVariance(), (float) spec.momentum()));
    return shape instanceof ImageShape
        ? norm.y()
        : tf.reshape(norm.y(), tf.constant(Shapes.batchSides(x.shape().get(0), shape)));
  }

  /** Returns what a batch norm layer does by the averages that are kept. */
  Affine affine(String path, BatchNorm spec) {
    Operand<TFloat32> variance = variables.get(path + "/running_variance").value();
    Operand<TFloat32> factor =
        tf.math.mul(
            variables.get(path + "/scale").value(),
            tf.math.rsqrt(tf.math.add(variance, tf.constant((float) spec.epsilon()))));
    Operand<TFloat32> mean = variables.get(path + "/running_mean").value();
    return new Affine(
        factor, tf.math.sub(variables.get(path + "/offset").value(), tf.math.mul(mean, factor)));
  }

  Operand<TFloat32> layerNorm(String path, LayerNorm spec, Operand<TFloat32> x) {
    int[] axes = new int[x.rank() - 1];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i + 1;
    }
    return byOwnMoments(
        x,
        variables.get(path + "/scale").value(),
        variables.get(path + "/offset").value(),
        axes,
        spec.epsilon());
  }

  private Operand<TFloat32> byOwnMoments(
      Operand<TFloat32> x,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      int[] axes,
      double epsilon) {
    Operand<TFloat32> mean = tf.math.mean(x, tf.constant(axes), Mean.keepDims(true));
    Operand<TFloat32> centred = tf.math.sub(x, mean);
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.square(centred), tf.constant(axes), Mean.keepDims(true));
    Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon)));
    return tf.math.add(tf.math.mul(tf.math.mul(centred, inverse), scale), offset);
  }

  private static int[] asColumn(Operand<?> x, FeatureShape shape) {
    return new int[] {(int) x.shape().get(0), 1, 1, shape.size()};
  }
}
