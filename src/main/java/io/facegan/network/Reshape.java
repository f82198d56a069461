package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.Objects;

/**
 * Lays the same values out as an image, in the order in which {@link Flatten} takes them.
 *
 * <ul>
 *   <li>Input: a vector or an image of {@code height * width * channels} values
 *   <li>Output: [height, width, channels]
 *   <li>Variables: none
 * </ul>
 *
 * @param shape the output's shape
 */
public record Reshape(ImageShape shape) implements LayerSpec {
  /** Checks that there is a shape. */
  public Reshape {
    Objects.requireNonNull(shape, "shape");
  }

  @Override
  public FeatureShape outputShape(FeatureShape input) {
    if (input.size() != shape.size()) {
      throw new FaceGanException(
          "%s takes %d values, but its input of %s has %d: make both sizes equal"
              .formatted(describe(), shape.size(), input, input.size()));
    }
    return shape;
  }

  @Override
  public String formula(FeatureShape input) {
    outputShape(input);
    return "%d * %d * %d = %d"
        .formatted(shape.height(), shape.width(), shape.channels(), shape.size());
  }

  @Override
  public String kind() {
    return "reshape";
  }

  @Override
  public String describe() {
    return "reshape " + shape;
  }
}
