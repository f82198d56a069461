package io.facegan.internal.graph;

import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import io.facegan.network.TransposedConvolution;

/** The textbook sums, in double precision, without a thought for speed. */
final class Reference {
  /** Every output gathers its window; what lies outside the image counts as zero. */
  static double[] convolution(
      float[] x, int count, ImageShape in, float[] kernel, float[] bias, Convolution spec) {
    ImageShape out = (ImageShape) spec.outputShape(in);
    double[] y = new double[count * out.size()];
    int at = 0;
    for (int n = 0; n < count; n++) {
      for (int row = 0; row < out.height(); row++) {
        for (int column = 0; column < out.width(); column++) {
          for (int filter = 0; filter < out.channels(); filter++) {
            double sum = bias[filter];
            for (int i = 0; i < spec.kernel().height(); i++) {
              for (int j = 0; j < spec.kernel().width(); j++) {
                int fromRow = row * spec.stride().height() + i - spec.padding().height();
                int fromColumn = column * spec.stride().width() + j - spec.padding().width();
                if (!inside(fromRow, in.height()) || !inside(fromColumn, in.width())) {
                  continue;
                }
                for (int c = 0; c < in.channels(); c++) {
                  int weight =
                      ((i * spec.kernel().width() + j) * in.channels() + c) * spec.filters()
                          + filter;
                  sum += (double) x[index(in, n, fromRow, fromColumn, c)] * kernel[weight];
                }
              }
            }
            y[at++] = sum;
          }
        }
      }
    }
    return y;
  }

  /** Every input scatters its window; what falls into the padding is cut off. */
  static double[] transposed(
      float[] x,
      int count,
      ImageShape in,
      float[] kernel,
      float[] bias,
      TransposedConvolution spec) {
    ImageShape out = (ImageShape) spec.outputShape(in);
    double[] y = new double[count * out.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i % spec.filters()];
    }
    for (int n = 0; n < count; n++) {
      for (int row = 0; row < in.height(); row++) {
        for (int column = 0; column < in.width(); column++) {
          for (int i = 0; i < spec.kernel().height(); i++) {
            for (int j = 0; j < spec.kernel().width(); j++) {
              int toRow = row * spec.stride().height() + i - spec.padding().height();
              int toColumn = column * spec.stride().width() + j - spec.padding().width();
              if (!inside(toRow, out.height()) || !inside(toColumn, out.width())) {
                continue;
              }
              for (int filter = 0; filter < spec.filters(); filter++) {
                double sum = 0;
                for (int c = 0; c < in.channels(); c++) {
                  int weight =
                      ((i * spec.kernel().width() + j) * spec.filters() + filter) * in.channels()
                          + c;
                  sum += (double) x[index(in, n, row, column, c)] * kernel[weight];
                }
                y[index(out, n, toRow, toColumn, filter)] += sum;
              }
            }
          }
        }
      }
    }
    return y;
  }

  /** Repeats every pixel. */
  static float[] upsampled(float[] x, int count, ImageShape in, Extent factor) {
    ImageShape out =
        new ImageShape(in.height() * factor.height(), in.width() * factor.width(), in.channels());
    float[] y = new float[count * out.size()];
    int at = 0;
    for (int n = 0; n < count; n++) {
      for (int row = 0; row < out.height(); row++) {
        for (int column = 0; column < out.width(); column++) {
          for (int c = 0; c < out.channels(); c++) {
            y[at++] = x[index(in, n, row / factor.height(), column / factor.width(), c)];
          }
        }
      }
    }
    return y;
  }

  /** Mean and variance (the plain one, divided by the count) of the values at some positions. */
  static double[] moments(float[] values, java.util.function.IntPredicate positions) {
    double[] chosen =
        java.util.stream.IntStream.range(0, values.length)
            .filter(positions)
            .mapToDouble(i -> values[i])
            .toArray();
    double mean = java.util.Arrays.stream(chosen).sum() / chosen.length;
    double squares =
        java.util.Arrays.stream(chosen).map(value -> (value - mean) * (value - mean)).sum();
    return new double[] {mean, squares / chosen.length};
  }

  private static boolean inside(int position, int size) {
    return position >= 0 && position < size;
  }

  private static int index(ImageShape shape, int n, int row, int column, int channel) {
    return ((n * shape.height() + row) * shape.width() + column) * shape.channels() + channel;
  }

  private Reference() {}
}
