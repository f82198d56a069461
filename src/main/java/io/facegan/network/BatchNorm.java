package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * Batch normalisation (Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training
 * by Reducing Internal Covariate Shift", 2015): {@code output = scale * (input - mean) /
 * sqrt(variance + epsilon) + offset}. In training the mean and the variance of each channel are
 * those of the batch, over all its images and pixels; afterwards {@link Normalization} says which
 * are used.
 *
 * <ul>
 *   <li>Input and output: [height, width, channels] or a vector, [channels]
 *   <li>Variables {@code scale} and {@code offset}: [channels], trained
 *   <li>Variables {@code running_mean} and {@code running_variance}: [channels], not trained, at
 *       first 0 and 1. After each step {@code average = average + momentum * (batch - average)},
 *       with the unbiased variance of the batch.
 *   <li>Parameters: {@code 2 * channels}, running averages not counted
 * </ul>
 *
 * @param epsilon added to the variance before its square root, above 0
 * @param momentum weight of the newest batch in the running averages, above 0 and at most 1, as
 *     PyTorch defines it (Keras's is 1 minus this)
 */
public record BatchNorm(double epsilon, double momentum) implements LayerSpec {
  /**
   * Checks the range of both settings.
   *
   * @throws FaceGanException if one is out of its range
   */
  public BatchNorm {
    Checks.positive("batch norm epsilon", epsilon);
    if (!(momentum > 0 && momentum <= 1)) {
      throw new FaceGanException(
          "batch norm momentum is " + momentum + ": it must be above 0 and at most 1");
    }
  }

  /** Returns batch normalisation with epsilon 1e-5 and momentum 0.1. */
  public static BatchNorm standard() {
    return new BatchNorm(1e-5, 0.1);
  }

  @Override
  public long parameters(FeatureShape input) {
    return 2L * (input instanceof ImageShape image ? image.channels() : input.size());
  }

  @Override
  public String kind() {
    return "batch_norm";
  }

  @Override
  public String describe() {
    return equals(standard())
        ? "batch norm"
        : "batch norm epsilon " + Checks.plain(epsilon) + ", momentum " + momentum;
  }
}
