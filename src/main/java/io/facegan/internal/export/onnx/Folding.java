package io.facegan.internal.export.onnx;

import io.facegan.network.BatchNorm;
import io.facegan.network.PlacedLayer;
import java.util.Arrays;
import java.util.List;

/**
 * Folds batch norms by running averages into the weights of the layer before them: each multiplies
 * an output by a factor and adds a summand.
 */
final class Folding {
  private final double[] factors;
  private final double[] summands;

  private Folding(int outputs) {
    factors = new double[outputs];
    summands = new double[outputs];
    Arrays.fill(factors, 1);
  }

  /**
   * Combines batch norms.
   *
   * @param outputs the number of outputs of the layer before them: units or filters
   * @param norms in their order. If one has fewer channels than there are outputs, the outputs were
   *     reshaped to an image with the channels as last axis
   * @param tensors provides their variables
   */
  static Folding of(int outputs, List<PlacedLayer> norms, LayerTensors tensors) {
    Folding folding = new Folding(outputs);
    for (PlacedLayer norm : norms) {
      folding.append(
          ((BatchNorm) norm.spec()).epsilon(),
          tensors.values(norm, "scale"),
          tensors.values(norm, "offset"),
          tensors.values(norm, "running_mean"),
          tensors.values(norm, "running_variance"));
    }
    return folding;
  }

  private void append(
      double epsilon, float[] scale, float[] offset, float[] mean, float[] variance) {
    for (int i = 0; i < factors.length; i++) {
      int channel = i % scale.length;
      double factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
      factors[i] *= factor;
      summands[i] = (summands[i] - mean[channel]) * factor + offset[channel];
    }
  }

  /**
   * Changes a kernel in place.
   *
   * @param run the number of adjacent values for the same output
   */
  float[] kernel(float[] kernel, int run) {
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (kernel[i] * factors[i / run % factors.length]);
    }
    return kernel;
  }

  /** Changes a bias in place. */
  float[] bias(float[] bias) {
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) (bias[i] * factors[i] + summands[i]);
    }
    return bias;
  }
}
