package io.facegan.network;

/**
 * A two-dimensional transposed convolution with a bias: height x width x channels -> height' x
 * width' x {@code filters}. Each axis follows {@code (in - 1) * stride + kernel - 2 * padding}. It
 * has kernel height * kernel width * channels * filters weights and {@code filters} biases.
 *
 * @param filters channels of the output, at least 1
 * @param kernel size of the window, each side at least 1
 * @param stride step of the window in the output, each side at least 1
 * @param padding pixels cut off the output on each of the two sides of an axis, smaller than the
 *     kernel
 */
public record TransposedConvolution(int filters, Extent kernel, Extent stride, Extent padding)
    implements LayerSpec {
  /** Checks the range of every setting. */
  public TransposedConvolution {
    Checks.positive("transposed convolution filters", filters);
    Checks.positive("transposed convolution kernel", kernel);
    Checks.positive("transposed convolution stride", stride);
    Checks.smaller("transposed convolution padding", padding, "kernel", kernel);
  }

  /** Returns a transposed convolution with a square window and no padding. */
  public static TransposedConvolution of(int filters, int kernel, int stride) {
    return of(filters, kernel, stride, 0);
  }

  /** Returns a transposed convolution with a square window and the same padding on both axes. */
  public static TransposedConvolution of(int filters, int kernel, int stride, int padding) {
    return new TransposedConvolution(
        filters, Extent.square(kernel), Extent.square(stride), Extent.square(padding));
  }

  @Override
  public FeatureShape outputShape(FeatureShape input) {
    ImageShape image = Checks.image(this, input);
    return Sides.output(
        this,
        image,
        Sides.transposed(image.height(), kernel.height(), stride.height(), padding.height()),
        Sides.transposed(image.width(), kernel.width(), stride.width(), padding.width()),
        filters);
  }

  @Override
  public String formula(FeatureShape input) {
    outputShape(input);
    ImageShape image = Checks.image(this, input);
    return Sides.both(
        Sides.transposedFormula(image.height(), kernel.height(), stride.height(), padding.height()),
        Sides.transposedFormula(image.width(), kernel.width(), stride.width(), padding.width()));
  }

  @Override
  public long parameters(FeatureShape input) {
    return Sides.kernelParameters(this, kernel, Checks.image(this, input).channels(), filters);
  }

  @Override
  public String kind() {
    return "transposed_convolution";
  }

  @Override
  public String describe() {
    return "transposed convolution " + Sides.kernelSettings(filters, kernel, stride, padding);
  }
}
