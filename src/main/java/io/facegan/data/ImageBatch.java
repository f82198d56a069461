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

  /**
   * Returns the batch with some of its pictures mirrored left to right.
   *
   * @param which one for each picture: whether it is mirrored
   * @throws FaceGanException if there are not as many as pictures
   */
  public ImageBatch mirrored(boolean[] which) {
    if (which.length != count) {
      throw new FaceGanException(
          "%d answers whether to mirror for %d pictures: give one each"
              .formatted(which.length, count));
    }
    byte[] turned = pixels.clone();
    int channels = shape.channels();
    int row = shape.width() * channels;
    for (int start = 0; start < turned.length; start += row) {
      if (which[start / shape.size()]) {
        for (int i = 0; i < row; i++) {
          turned[start + i] =
              pixels[start + row - channels - i / channels * channels + i % channels];
        }
      }
    }
    return new ImageBatch(shape, count, turned);
  }
}
