package io.facegan.network;

import java.util.Objects;

/**
 * Applies a function to every value. The output has the shape of the input, an image or a vector;
 * there are no variables.
 *
 * @param activation the function
 */
public record ActivationLayer(Activation activation) implements LayerSpec {
  /** Checks that there is a function. */
  public ActivationLayer {
    Objects.requireNonNull(activation, "activation");
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
