package io.facegan.internal.data;

import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;

/** The size of images that are held in one array. */
public final class BatchBytes {
  /** Returns how many bytes they take; refuses more than an array can hold. */
  public static int of(int count, ImageShape shape) {
    long bytes = (long) count * shape.size();
    if (bytes > Integer.MAX_VALUE) {
      throw new FaceGanException(
          "%d images of %s at once take %d bytes, more than 2^31 - 1: choose a smaller batch or count"
              .formatted(count, shape, bytes));
    }
    return (int) bytes;
  }

  private BatchBytes() {}
}
