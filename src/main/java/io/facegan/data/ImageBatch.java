package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;

/**
 * Some pictures of one shape as they go into the network or come out of it.
 *
 * @param shape the shape of each picture
 * @param count how many pictures
 * @param pixels unsigned bytes, picture after picture, each height x width x channel; {@code count
 *     * shape.size()} long. Not copied: the owner of a batch must not change it afterwards.
 */
public record ImageBatch(ImageShape shape, int count, byte[] pixels) {
  /** Checks that the pixels fill the batch exactly. */
  public ImageBatch {
    if (count < 0 || pixels.length != (long) count * shape.size()) {
      throw new FaceGanException(
          "a batch of %d pictures of %s needs %d bytes, but %d were given"
              .formatted(count, shape, (long) count * shape.size(), pixels.length));
    }
  }
}
