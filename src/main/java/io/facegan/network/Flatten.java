package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * Lays an image out as one vector, row by row, the channels of a pixel side by side.
 *
 * <ul>
 *   <li>Input: [height, width, channels]
 *   <li>Output: [height * width * channels]; the value of row y, column x and channel c is at
 *       {@code (y * width + x) * channels + c}. PyTorch's order is channel by channel.
 *   <li>Variables: none
 * </ul>
 */
public record Flatten() implements LayerSpec {
  @Override
  public FeatureShape outputShape(FeatureShape input) {
    return new VectorShape(image(input).size());
  }

  @Override
  public String formula(FeatureShape input) {
    ImageShape image = image(input);
    return "%d * %d * %d = %d"
        .formatted(image.height(), image.width(), image.channels(), image.size());
  }

  @Override
  public String kind() {
    return "flatten";
  }

  @Override
  public String describe() {
    return "flatten";
  }

  private static ImageShape image(FeatureShape input) {
    if (input instanceof ImageShape image) {
      return image;
    }
    throw new FaceGanException(
        "flatten needs an image, but its input is a vector of "
            + input
            + ": leave the flatten out");
  }
}
