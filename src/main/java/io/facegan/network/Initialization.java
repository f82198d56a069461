package io.facegan.network;

/**
 * How weights are drawn before the first step. In either case a batch or layer norm's offset starts
 * at 0.
 */
public enum Initialization {
  /**
   * Weights and biases uniform in +-1/sqrt(fan_in), PyTorch's default. The fan_in of a dense layer
   * is its input size, of a convolution input channels * kernel height * kernel width, of a
   * transposed convolution <em>output</em> channels * kernel height * kernel width. Norm scales
   * start at 1.
   */
  UNIFORM_FAN_IN("uniform in +-1/sqrt(fan_in)"),

  /**
   * Weights from a normal distribution with mean 0 and standard deviation 0.02, biases 0,
   * batch-norm scales from one with mean 1 and standard deviation 0.02, as DCGAN has it. Layer-norm
   * scales start at 1.
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
