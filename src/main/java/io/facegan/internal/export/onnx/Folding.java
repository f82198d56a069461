package io.facegan.internal.export.onnx;

import io.facegan.network.BatchNorm;
import io.facegan.network.PlacedLayer;
import java.util.Arrays;
import java.util.List;

/**
 * Batch norms by running averages, as what they do to each output of the layer before them: times a
 * factor, plus a summand. Put into that layer's weights they cost nothing.
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
   * Reads batch norms.
   *
   * @param outputs how many different outputs the layer before them has: units or filters
   * @param norms in their order. Where one has fewer channels than there are outputs, these were
   *     reshaped to an image, in which the channels run fastest
   * @param tensors where their variables are read
   */
  static Folding of(int outputs, List<PlacedLayer> norms, LayerTensors tensors) {
    Folding folding = new Folding(outputs);
    for (PlacedLayer norm : norms) {
      folding.follow(
          ((BatchNorm) norm.spec()).epsilon(),
          tensors.values(norm, "scale"),
          tensors.values(norm, "offset"),
          tensors.values(norm, "running_mean"),
          tensors.values(norm, "running_variance"));
    }
    return folding;
  }

  private void follow(
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
   * @param run how many values for the same output stand next to each other
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
