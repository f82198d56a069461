package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;

/**
 * Images of one shape, as the networks take and give them.
 *
 * @param shape the shape of each image
 * @param count how many images
 * @param pixels [count, height, width, channels]: unsigned bytes, 0 to 255, image after image and
 *     row after row, the channels of a pixel side by side. The array is not copied: whoever makes a
 *     batch must not change it afterwards.
 */
public record ImageBatch(ImageShape shape, int count, byte[] pixels) {
  /**
   * Checks that the pixels fill the batch exactly.
   *
   * @throws FaceGanException if there are more or fewer than {@code count * shape.size()}
   */
  public ImageBatch {
    if (count < 0 || pixels.length != (long) count * shape.size()) {
      throw new FaceGanException(
          "a batch of %d images of %s needs %d bytes, but %d were given"
              .formatted(count, shape, (long) count * shape.size(), pixels.length));
    }
  }
}
