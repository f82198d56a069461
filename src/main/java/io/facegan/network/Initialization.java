package io.facegan.network;

/**
 * The distribution of the weights before the first step. The offsets of batch and layer norm start
 * at 0 in both.
 */
public enum Initialization {
  /**
   * Kernels and biases uniform between {@code -1 / sqrt(fan_in)} and {@code 1 / sqrt(fan_in)},
   * PyTorch's default. The fan_in of a dense layer is its number of inputs, of a convolution {@code
   * channels * kernel height * kernel width}, of a transposed convolution {@code filters * kernel
   * height * kernel width}. The scales of batch and layer norm start at 1.
   */
  UNIFORM_FAN_IN("uniform in +-1/sqrt(fan_in)"),

  /**
   * Kernels from a normal distribution with mean 0 and standard deviation 0.02, biases 0, the
   * scales of batch norm from one with mean 1 and standard deviation 0.02 (Radford, Metz and
   * Chintala, "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial
   * Networks", 2016). The scales of layer norm start at 1.
   */
  NORMAL_002("normal with standard deviation 0.02"),

  /**
   * Weights from a normal distribution that keeps the size of what passes through leaky ReLUs of
   * slope 0.2 (He et al., "Delving Deep into Rectifiers", 2015): standard deviation sqrt(2 / 1.04 /
   * fan_in), where the fan_in of a transposed convolution is input channels * kernel height *
   * kernel width / stride height / stride width. Biases start at 0, norm scales at 1.
   */
  HE("normal, of He et al. for leaky ReLUs");

  private final String words;

  Initialization(String words) {
    this.words = words;
  }

  String describe() {
    return words;
  }
}
