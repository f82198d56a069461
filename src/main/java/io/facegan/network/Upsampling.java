package io.facegan.network;

/**
 * Nearest-neighbour upsampling: every pixel is repeated in a block of {@code factor} pixels.
 *
 * <ul>
 *   <li>Input: [height, width, channels]
 *   <li>Output: [height * factor height, width * factor width, channels]
 *   <li>Variables: none
 * </ul>
 *
 * @param factor how many times larger each axis becomes, each side at least 1
 */
public record Upsampling(Extent factor) implements LayerSpec {
  /**
   * Checks that both factors are positive.
   *
   * @throws io.facegan.error.FaceGanException if one is 0
   */
  public Upsampling {
    Checks.positive("upsampling factor", factor);
  }

  /**
   * Returns an upsampling by the same factor on both axes.
   *
   * @throws io.facegan.error.FaceGanException if the factor is below 1
   */
  public static Upsampling by(int factor) {
    return new Upsampling(Extent.square(factor));
  }

  @Override
  public FeatureShape outputShape(FeatureShape input) {
    ImageShape image = Checks.image(this, input);
    return Sides.output(
        this,
        image,
        (long) image.height() * factor.height(),
        (long) image.width() * factor.width(),
        image.channels());
  }

  @Override
  public String formula(FeatureShape input) {
    ImageShape output = (ImageShape) outputShape(input);
    ImageShape image = Checks.image(this, input);
    return Sides.both(
        "%d * %d = %d".formatted(image.height(), factor.height(), output.height()),
        "%d * %d = %d".formatted(image.width(), factor.width(), output.width()));
  }

  @Override
  public String kind() {
    return "upsampling";
  }

  @Override
  public String describe() {
    return "upsampling " + factor;
  }
}
