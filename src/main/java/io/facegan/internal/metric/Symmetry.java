package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;

/**
 * How much the halves of images differ; frontal faces are far more symmetric than other objects.
 */
final class Symmetry {
  private static final int[] LUMA = {299, 587, 114};

  private Symmetry() {}

  /**
   * Returns the mean squared difference between an image and its mirror image, divided by twice its
   * variance and averaged over the images with a variance: 0 if symmetric, 1 if the halves are
   * unrelated, 2 if one is the negative of the other; NaN if no image has a variance. Colour images
   * are compared by luma (BT.601), others by the sum of their channels.
   */
  static double asymmetry(ImageBatch batch) {
    double sum = 0;
    int counted = 0;
    for (int image = 0; image < batch.count(); image++) {
      long[] luma = luma(batch, image);
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

  /** Uses differences from the first pixel, so that equal pixels give exactly 0. */
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

  private static long[] luma(ImageBatch batch, int image) {
    ImageShape shape = batch.shape();
    long[] luma = new long[shape.height() * shape.width()];
    for (int i = 0; i < shape.size(); i++) {
      int channel = i % shape.channels();
      int weight = shape.channels() == LUMA.length ? LUMA[channel] : 1;
      luma[i / shape.channels()] += weight * (batch.pixels()[image * shape.size() + i] & 255);
    }
    return luma;
  }
}
