package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * Batch normalisation of each channel over the batch and all pixels, with a trained scale and
 * offset for each channel; the shape stays as it is. The running averages are kept beside the
 * trainable parameters and do not count among them.
 *
 * @param epsilon added to the variance before its square root, above 0
 * @param momentum weight of the newest batch in the running averages, above 0 and at most 1; this
 *     is PyTorch's sense (Keras states 1 minus it)
 */
public record BatchNorm(double epsilon, double momentum) implements LayerSpec {
  /** Checks the range of both settings. */
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
  public FeatureShape outputShape(FeatureShape input) {
    return input;
  }

  @Override
  public String formula(FeatureShape input) {
    return "";
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
