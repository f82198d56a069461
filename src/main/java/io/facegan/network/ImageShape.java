package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * The shape of an image or a feature map, laid out [height, width, channels]: row by row, the
 * channels of a pixel side by side.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels values of each pixel, at least 1: 1 for grey images, 3 for RGB
 */
public record ImageShape(int height, int width, int channels) implements FeatureShape {
  /**
   * Checks that every side is positive and that the size fits an {@code int}.
   *
   * @throws FaceGanException if not
   */
  public ImageShape {
    Checks.positive("image height", height);
    Checks.positive("image width", width);
    Checks.positive("image channels", channels);
    if ((long) height * width * channels > Integer.MAX_VALUE) {
      throw new FaceGanException(
          "image shape %dx%dx%d holds more than 2^31 - 1 values: choose a smaller size"
              .formatted(height, width, channels));
    }
  }

  /**
   * Returns the shape of an RGB image.
   *
   * @throws FaceGanException as the constructor does
   */
  public static ImageShape rgb(int height, int width) {
    return new ImageShape(height, width, 3);
  }

  @Override
  public int size() {
    return height * width * channels;
  }

  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
