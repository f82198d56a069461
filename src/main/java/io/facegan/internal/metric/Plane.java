package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;

/**
 * One channel of one image, or of one level of its pyramid.
 *
 * @param height rows
 * @param width columns
 * @param values row after row, as grey levels
 */
record Plane(int height, int width, double[] values) {
  /** Returns a channel of an image of a batch. */
  static Plane of(ImageBatch batch, int image, int channel) {
    ImageShape shape = batch.shape();
    double[] values = new double[shape.height() * shape.width()];
    int start = image * shape.size() + channel;
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.pixels()[start + i * shape.channels()] & 255;
    }
    return new Plane(shape.height(), shape.width(), values);
  }

  /** Returns a value; outside the plane, the nearest one at its edge. */
  double at(int y, int x) {
    int row = Math.max(0, Math.min(y, height - 1));
    int column = Math.max(0, Math.min(x, width - 1));
    return values[row * width + column];
  }
}
