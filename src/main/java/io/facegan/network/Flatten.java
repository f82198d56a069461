package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * Lays an image out as one vector: height x width x channels -> height * width * channels, channels
 * running fastest. It has no parameters.
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
  public long parameters(FeatureShape input) {
    image(input);
    return 0;
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
