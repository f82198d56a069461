package io.facegan.network;

/**
 * A layer at its position in a network, which is what {@link NetworkSpec#placed} returns.
 *
 * @param name kind and ordinal among the network's layers of that kind, from 1, for example {@code
 *     transposed_convolution_2}; the middle part of its variables' names
 * @param spec the layer
 * @param input the shape of one example before it
 * @param output the shape of one example after it
 */
public record PlacedLayer(String name, LayerSpec spec, FeatureShape input, FeatureShape output) {
  /** Returns how many trainable parameters this layer has here. */
  public long parameters() {
    return spec.parameters(input);
  }

  /** Returns whether it multiplies by a kernel and adds a bias. */
  public boolean hasKernel() {
    return spec instanceof Dense
        || spec instanceof Convolution
        || spec instanceof TransposedConvolution;
  }

  /** Returns the output's formula with this layer's numbers, or an empty string. */
  public String formula() {
    return spec.formula(input);
  }
}
