package io.facegan.network;

import io.facegan.error.FaceGanException;

/** Size arithmetic shared by the layers that change the two sides of an image. */
final class Sides {
  static long convolved(long size, long kernel, long stride, long padding) {
    return Math.floorDiv(size + 2 * padding - kernel, stride) + 1;
  }

  static String convolvedFormula(long size, long kernel, long stride, long padding) {
    boolean exact = (size + 2 * padding - kernel) % stride == 0;
    return "(%d%s - %d) / %d + 1 = %d%s"
        .formatted(
            size,
            padding == 0 ? "" : " + 2 * " + padding,
            kernel,
            stride,
            convolved(size, kernel, stride, padding),
            exact ? "" : ", rounded down");
  }

  static long transposed(long size, long kernel, long stride, long padding) {
    return (size - 1) * stride + kernel - 2 * padding;
  }

  static String transposedFormula(long size, long kernel, long stride, long padding) {
    return "(%d - 1) * %d + %d%s = %d"
        .formatted(
            size,
            stride,
            kernel,
            padding == 0 ? "" : " - 2 * " + padding,
            transposed(size, kernel, stride, padding));
  }

  /** Joins the formulas of the two axes, or gives one of them where they are the same. */
  static String both(String height, String width) {
    return height.equals(width) ? height : height + "; " + width;
  }

  /** Writes an extent with one number where both sides are the same. */
  static String brief(Extent extent) {
    return extent.height() == extent.width()
        ? Integer.toString(extent.height())
        : extent.toString();
  }

  /** Builds a layer's output after checking that both sides exist and fit an {@code int}. */
  static ImageShape output(
      LayerSpec layer, ImageShape input, long height, long width, int channels) {
    if (height < 1 || width < 1) {
      throw new FaceGanException(
          "%s turns %s into %dx%d: both sides must be at least 1; "
                  .formatted(layer.describe(), input, height, width)
              + "use a larger input or kernel, or less padding");
    }
    if (height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
      throw new FaceGanException(
          "%s turns %s into %dx%d: more than 2^31 - 1 pixels on a side; "
                  .formatted(layer.describe(), input, height, width)
              + "use a smaller stride or factor");
    }
    return new ImageShape((int) height, (int) width, channels);
  }

  /** Counts a kernel's weights and one bias for each filter. */
  static long kernelParameters(LayerSpec layer, Extent kernel, int channels, int filters) {
    try {
      long window = Math.multiplyExact((long) kernel.height(), (long) kernel.width());
      long weights = Math.multiplyExact(Math.multiplyExact(window, channels), filters);
      return Math.addExact(weights, filters);
    } catch (ArithmeticException overflow) {
      throw new FaceGanException(
          "%s on %d channels has more than 2^63 - 1 parameters: "
                  .formatted(layer.describe(), channels)
              + "use a smaller kernel or fewer filters",
          overflow);
    }
  }

  /** Writes the settings of a layer with a kernel, for example {@code 8x8 / 2, 256}. */
  static String kernelSettings(int filters, Extent kernel, Extent stride, Extent padding) {
    String settings = kernel + " / " + brief(stride) + ", " + filters;
    boolean padded = padding.height() > 0 || padding.width() > 0;
    return padded ? settings + ", padding " + brief(padding) : settings;
  }

  private Sides() {}
}
