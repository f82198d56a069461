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
  private static final double[] LUMA = {0.299, 0.587, 0.114};

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

  /**
   * Returns the brightness of an image of a batch: luma (BT.601), or the mean of other channels.
   */
  static Plane luma(ImageBatch batch, int image) {
    ImageShape shape = batch.shape();
    double[] values = new double[shape.height() * shape.width()];
    for (int i = 0; i < shape.size(); i++) {
      int channel = i % shape.channels();
      double weight = shape.channels() == LUMA.length ? LUMA[channel] : 1.0 / shape.channels();
      values[i / shape.channels()] += weight * (batch.pixels()[image * shape.size() + i] & 255);
    }
    return new Plane(shape.height(), shape.width(), values);
  }

  /** Returns the mean of a cell of a grid of rows and columns, at most one for each pixel. */
  double mean(int row, int rows, int column, int columns) {
    int top = row * height / rows;
    int bottom = (row + 1) * height / rows;
    int left = column * width / columns;
    int right = (column + 1) * width / columns;
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += values[y * width + x];
      }
    }
    return sum / ((bottom - top) * (right - left));
  }

  /** Returns a value; outside the plane, the one mirrored at its edge. */
  double mirrored(int y, int x) {
    return at(inside(y, height), inside(x, width));
  }

  private static int inside(int place, int side) {
    return place < 0 ? -place : place < side ? place : 2 * side - 2 - place;
  }

  /** Returns a value; outside the plane, the nearest one at its edge. */
  double at(int y, int x) {
    int row = Math.max(0, Math.min(y, height - 1));
    int column = Math.max(0, Math.min(x, width - 1));
    return values[row * width + column];
  }
}
