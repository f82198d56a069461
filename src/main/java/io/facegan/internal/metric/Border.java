package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;

/** A dark border of images, as zero-padded convolutions tend to produce. */
final class Border {
  private static final int PARTS = 16;

  private Border() {}

  /**
   * Returns by how many grey levels the outermost 1/16 of each side (at least 1 pixel) is darker
   * than the adjacent 1/16, averaged over images and channels; NaN if a side is shorter than 3
   * pixels.
   */
  static double darkness(ImageBatch batch) {
    ImageShape shape = batch.shape();
    long[] sums = new long[2];
    long[] counts = new long[2];
    for (int i = 0; i < batch.pixels().length; i++) {
      int pixel = i % shape.size() / shape.channels();
      int ring =
          Math.min(
              ring(pixel / shape.width(), shape.height()),
              ring(pixel % shape.width(), shape.width()));
      if (ring < 2) {
        sums[ring] += batch.pixels()[i] & 255;
        counts[ring]++;
      }
    }
    return (double) sums[1] / counts[1] - (double) sums[0] / counts[0];
  }

  /** Returns 0 for the outermost part of a side, 1 for the next and so on inwards. */
  private static int ring(int position, int side) {
    return Math.min(position, side - 1 - position) / Math.max(1, side / PARTS);
  }
}
