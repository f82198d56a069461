package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * One layer of a network: an immutable description with its shape arithmetic and its parameter
 * count. Layers are chained in a {@link NetworkSpec}.
 *
 * <p>All shapes are those of one image, without the batch axis. Images and feature maps are laid
 * out [height, width, channels], the channels of a pixel side by side. The variables of a layer are
 * float32 and named {@code network/layer/variable}, for example {@code
 * generator/transposed_convolution_2/kernel}, in checkpoints and in exported models; {@link
 * PlacedLayer#name} is the middle part.
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
  default FeatureShape outputShape(FeatureShape input) {
    return input;
  }

  /**
   * Returns the formula of the output shape with its numbers filled in, for example {@code (128 -
   * 8) / 2 + 1 = 61}, or an empty string where nothing is computed.
   *
   * @param input as for {@link #outputShape}
   * @throws FaceGanException if this layer cannot take that input
   */
  default String formula(FeatureShape input) {
    outputShape(input);
    return "";
  }

  /**
   * Returns how many trainable parameters this layer has; running averages are not counted.
   *
   * @param input as for {@link #outputShape}
   * @throws FaceGanException if this layer cannot take that input, or there are more than 2^63 - 1
   */
  default long parameters(FeatureShape input) {
    outputShape(input);
    return 0;
  }

  /**
   * Returns the kind of this layer in lower case with underscores, for example {@code
   * transposed_convolution}; variable names are built from it.
   */
  String kind();

  /** Returns the layer in words with its settings, for example {@code convolution 8x8 / 2, 256}. */
  String describe();
}
