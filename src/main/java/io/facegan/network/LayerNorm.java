package io.facegan.network;

/**
 * Layer normalisation (Ba, Kiros and Hinton, "Layer Normalization", 2016): {@code output = scale *
 * (input - mean) / sqrt(variance + epsilon) + offset}, with the mean and the variance of all values
 * of one image. Images in a batch do not influence each other, in training or afterwards.
 *
 * <ul>
 *   <li>Input and output: [height, width, channels] or a vector, [size]
 *   <li>Variables {@code scale} and {@code offset}: the shape of the input
 *   <li>Parameters: {@code 2 * height * width * channels} or {@code 2 * size}
 * </ul>
 *
 * @param epsilon added to the variance before its square root, above 0
 */
public record LayerNorm(double epsilon) implements LayerSpec {
  /**
   * Checks that epsilon is positive.
   *
   * @throws io.facegan.error.FaceGanException if not
   */
  public LayerNorm {
    Checks.positive("layer norm epsilon", epsilon);
  }

  /** Returns layer normalisation with epsilon 1e-5. */
  public static LayerNorm standard() {
    return new LayerNorm(1e-5);
  }

  @Override
  public long parameters(FeatureShape input) {
    return 2L * input.size();
  }

  @Override
  public String kind() {
    return "layer_norm";
  }

  @Override
  public String describe() {
    return equals(standard()) ? "layer norm" : "layer norm epsilon " + Checks.plain(epsilon);
  }
}
