package io.facegan.internal.data;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;

/** Mirrors images left to right. */
public final class Mirroring {
  /** Returns a batch in which the images that {@code which} names are mirrored. */
  public static ImageBatch of(ImageBatch batch, boolean[] which) {
    if (which.length != batch.count()) {
      throw new FaceGanException(
          "%d answers whether to mirror for %d images: give one each"
              .formatted(which.length, batch.count()));
    }
    byte[] pixels = batch.pixels();
    byte[] turned = pixels.clone();
    int channels = batch.shape().channels();
    int row = batch.shape().width() * channels;
    for (int start = 0; start < turned.length; start += row) {
      if (which[start / batch.shape().size()]) {
        for (int i = 0; i < row; i++) {
          turned[start + i] =
              pixels[start + row - channels - i / channels * channels + i % channels];
        }
      }
    }
    return new ImageBatch(batch.shape(), batch.count(), turned);
  }

  private Mirroring() {}
}
