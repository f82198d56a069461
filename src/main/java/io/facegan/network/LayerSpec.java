package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * One layer of a network: an immutable description that knows its shape arithmetic and its
 * parameter count, and nothing of TensorFlow.
 */
public sealed interface LayerSpec
    permits Dense,
        Convolution,
        TransposedConvolution,
        Upsampling,
        BatchNorm,
        LayerNorm,
        ActivationLayer,
        Flatten,
        Reshape {

  /**
   * Returns the shape of one example after this layer.
   *
   * @param input the shape of one example before it
   * @throws FaceGanException if this layer cannot take that input; the message names the layer, the
   *     numbers and what would fit
   */
  FeatureShape outputShape(FeatureShape input);

  /**
   * Returns the published formula of the output shape with its numbers filled in, for example
   * {@code (128 - 8) / 2 + 1 = 61}, or an empty string where nothing is computed.
   *
   * @param input as for {@link #outputShape}
   */
  String formula(FeatureShape input);

  /**
   * Returns how many trainable parameters this layer has (running averages do not count).
   *
   * @param input as for {@link #outputShape}
   */
  long parameters(FeatureShape input);

  /**
   * Returns the kind of this layer in lower case with underscores, for example {@code
   * transposed_convolution}; variable names are built from it.
   */
  String kind();

  /** Returns the layer in words with its settings, for example {@code convolution 8x8 / 2, 256}. */
  String describe();
}
