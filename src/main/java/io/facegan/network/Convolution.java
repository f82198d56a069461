package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * A two-dimensional convolution with a bias. As in PyTorch and TensorFlow the kernel is not
 * flipped.
 *
 * <ul>
 *   <li>Input: [height, width, channels]
 *   <li>Output: [height', width', filters], where {@code height' = (height + 2 * padding - kernel)
 *       / stride + 1}, rounded down, and width' likewise
 *   <li>Variable {@code kernel}: [kernel height, kernel width, channels, filters]. PyTorch's {@code
 *       Conv2d} has the same weights as [filters, channels, kernel height, kernel width].
 *   <li>Variable {@code bias}: [filters]
 *   <li>Parameters: {@code kernel height * kernel width * channels * filters + filters}
 *   <li>Cost of one image: {@code kernel height * kernel width * channels * filters * height' *
 *       width'} multiply-adds
 * </ul>
 *
 * @param filters channels of the output, at least 1
 * @param kernel size of the window in pixels, each side at least 1
 * @param stride step of the window in pixels, each side at least 1
 * @param padding zeros added on each of the two sides of an axis, smaller than the kernel
 */
public record Convolution(int filters, Extent kernel, Extent stride, Extent padding)
    implements LayerSpec {
  /**
   * Checks the range of every setting.
   *
   * @throws FaceGanException if one is out of its range
   */
  public Convolution {
    Checks.positive("convolution filters", filters);
    Checks.positive("convolution kernel", kernel);
    Checks.positive("convolution stride", stride);
    Checks.smaller("convolution padding", padding, "kernel", kernel);
  }

  /**
   * Returns a convolution with a square window and no padding.
   *
   * @throws FaceGanException if a number is below 1
   */
  public static Convolution of(int filters, int kernel, int stride) {
    return of(filters, kernel, stride, 0);
  }

  /**
   * Returns a convolution with a square window and the same padding on all four sides.
   *
   * @throws FaceGanException if one of the first three numbers is below 1, or the padding is not
   *     from 0 to {@code kernel - 1}
   */
  public static Convolution of(int filters, int kernel, int stride, int padding) {
    return new Convolution(
        filters, Extent.square(kernel), Extent.square(stride), Extent.square(padding));
  }

  @Override
  public FeatureShape outputShape(FeatureShape input) {
    ImageShape image = Checks.image(this, input);
    if ((long) image.height() + 2L * padding.height() < kernel.height()
        || (long) image.width() + 2L * padding.width() < kernel.width()) {
      throw new FaceGanException(
          "%s cannot take an image of %s: the kernel is larger than the padded image; "
                  .formatted(describe(), image)
              + "use a larger image, a smaller kernel or fewer layers");
    }
    return Sides.output(
        this,
        image,
        Sides.convolved(image.height(), kernel.height(), stride.height(), padding.height()),
        Sides.convolved(image.width(), kernel.width(), stride.width(), padding.width()),
        filters);
  }

  @Override
  public String formula(FeatureShape input) {
    outputShape(input);
    ImageShape image = Checks.image(this, input);
    return Sides.both(
        Sides.convolvedFormula(image.height(), kernel.height(), stride.height(), padding.height()),
        Sides.convolvedFormula(image.width(), kernel.width(), stride.width(), padding.width()));
  }

  @Override
  public long parameters(FeatureShape input) {
    return Sides.kernelParameters(this, kernel, Checks.image(this, input).channels(), filters);
  }

  @Override
  public String kind() {
    return "convolution";
  }

  @Override
  public String describe() {
    return "convolution " + Sides.kernelSettings(filters, kernel, stride, padding);
  }
}
