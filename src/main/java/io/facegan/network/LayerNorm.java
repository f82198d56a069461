package io.facegan.network;

/**
 * Layer normalisation of each example over all its values, with a trained scale and offset for each
 * value; the shape, a vector or an image, stays as it is.
 *
 * @param epsilon added to the variance before its square root, above 0
 */
public record LayerNorm(double epsilon) implements LayerSpec {
  /** Checks that epsilon is positive. */
  public LayerNorm {
    Checks.positive("layer norm epsilon", epsilon);
  }

  /** Returns layer normalisation with epsilon 1e-5. */
  public static LayerNorm standard() {
    return new LayerNorm(1e-5);
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
