package io.facegan.network;

/**
 * A two-dimensional transposed convolution with a bias: the gradient of {@link Convolution} by its
 * input. Each pixel of the input adds its kernel, weighted, to a window of the output. Where the
 * stride does not divide the kernel, windows overlap unevenly and leave a checkerboard (Odena,
 * Dumoulin and Olah, "Deconvolution and Checkerboard Artifacts", 2016); {@link Upsampling} with a
 * {@link Convolution} avoids that.
 *
 * <ul>
 *   <li>Input: [height, width, channels]
 *   <li>Output: [height', width', filters], where {@code height' = (height - 1) * stride + kernel -
 *       2 * padding}, and width' likewise
 *   <li>Variable {@code kernel}: [kernel height, kernel width, filters, channels], the layout of
 *       the convolution that this is the transpose of. PyTorch's {@code ConvTranspose2d} has the
 *       same weights as [channels, filters, kernel height, kernel width].
 *   <li>Variable {@code bias}: [filters]
 *   <li>Parameters: {@code kernel height * kernel width * channels * filters + filters}
 *   <li>Cost of one image: {@code kernel height * kernel width * channels * filters * height *
 *       width} multiply-adds
 * </ul>
 *
 * @param filters channels of the output, at least 1
 * @param kernel size of the window in pixels, each side at least 1
 * @param stride step of the window in the output, in pixels, each side at least 1
 * @param padding pixels cut off the output on each of the two sides of an axis, smaller than the
 *     kernel
 */
public record TransposedConvolution(int filters, Extent kernel, Extent stride, Extent padding)
    implements LayerSpec {
  /**
   * Checks the range of every setting.
   *
   * @throws io.facegan.error.FaceGanException if one is out of its range
   */
  public TransposedConvolution {
    Checks.positive("transposed convolution filters", filters);
    Checks.positive("transposed convolution kernel", kernel);
    Checks.positive("transposed convolution stride", stride);
    Checks.smaller("transposed convolution padding", padding, "kernel", kernel);
  }

  /**
   * Returns a transposed convolution with a square window and no padding.
   *
   * @throws io.facegan.error.FaceGanException if a number is below 1
   */
  public static TransposedConvolution of(int filters, int kernel, int stride) {
    return of(filters, kernel, stride, 0);
  }

  /**
   * Returns a transposed convolution with a square window and the same padding on all four sides.
   *
   * @throws io.facegan.error.FaceGanException if one of the first three numbers is below 1, or the
   *     padding is not from 0 to {@code kernel - 1}
   */
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
