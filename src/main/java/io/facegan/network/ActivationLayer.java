package io.facegan.network;

import java.util.Objects;

/**
 * Applies a function to every value; the shape stays as it is. It has no parameters.
 *
 * @param activation the function
 */
public record ActivationLayer(Activation activation) implements LayerSpec {
  /** Checks that there is a function. */
  public ActivationLayer {
    Objects.requireNonNull(activation, "activation");
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
    return 0;
  }

  @Override
  public String kind() {
    return "activation";
  }

  @Override
  public String describe() {
    return "activation " + activation.describe();
  }
}
