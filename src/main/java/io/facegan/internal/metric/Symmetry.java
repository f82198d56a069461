package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;

/** How much the halves of pictures differ; frontal faces' do so by far less than other things'. */
final class Symmetry {
  private static final int[] LUMA = {299, 587, 114};

  private Symmetry() {}

  /**
   * Returns the mean squared difference between a picture and its mirror image, divided by twice
   * its variance, on average over the pictures that have any: 0 if symmetric, 1 if the halves are
   * unrelated, 2 if one is the other's negative; NaN if none has. Of pictures in colour the luma
   * (BT.601) counts, of others the sum of all channels.
   */
  static double lack(ImageBatch batch) {
    double sum = 0;
    int counted = 0;
    for (int picture = 0; picture < batch.count(); picture++) {
      long[] luma = luma(batch, picture);
      double variance = variance(luma);
      if (variance > 0) {
        sum += meanSquaredDifference(luma, batch.shape().width()) / (2 * variance);
        counted++;
      }
    }
    return sum / counted;
  }

  private static double meanSquaredDifference(long[] luma, int width) {
    double sum = 0;
    for (int i = 0; i < luma.length; i++) {
      int x = i % width;
      double difference = luma[i] - luma[i - x + width - 1 - x];
      sum += difference * difference;
    }
    return sum / luma.length;
  }

  /** Of the differences from the first pixel, so that it is exactly 0 if all are the same. */
  private static double variance(long[] luma) {
    double sum = 0;
    double squares = 0;
    for (long value : luma) {
      double difference = value - luma[0];
      sum += difference;
      squares += difference * difference;
    }
    double mean = sum / luma.length;
    return squares / luma.length - mean * mean;
  }

  private static long[] luma(ImageBatch batch, int picture) {
    ImageShape shape = batch.shape();
    long[] luma = new long[shape.height() * shape.width()];
    for (int i = 0; i < shape.size(); i++) {
      int channel = i % shape.channels();
      int weight = shape.channels() == LUMA.length ? LUMA[channel] : 1;
      luma[i / shape.channels()] += weight * (batch.pixels()[picture * shape.size() + i] & 255);
    }
    return luma;
  }
}
