package io.facegan.internal.graph;

import io.facegan.network.Extent;
import io.facegan.network.ImageShape;

/**
 * How {@link FastConvolutions} cuts a convolution's images: into {@code down} x {@code across}
 * overlapping tiles, each of two blocks a side, for {@code outputs} x {@code outputs} results.
 *
 * @param transforms the tiles' transforms along one axis
 * @param outputs results of a tile along one axis, which is also a block's side in strides
 * @param channels of the larger image, the convolution's input
 * @param filters channels of the smaller one, its output
 */
public record Tiling(
    CookToom transforms, int outputs, int stride, int down, int across, int channels, int filters) {
  Tiling(Extent size, int stride, ImageShape input, ImageShape output) {
    this(CookToom.ofTaps(taps(size.height(), stride)), size, stride, input, output);
  }

  private Tiling(
      CookToom transforms, Extent size, int stride, ImageShape input, ImageShape output) {
    this(
        transforms,
        transforms.output().length,
        stride,
        ceiling(output.height(), transforms.output().length),
        ceiling(output.width(), transforms.output().length),
        input.channels(),
        output.channels());
  }

  int tileSide() {
    return 2 * outputs;
  }

  int tileArea() {
    return tileSide() * tileSide();
  }

  int blockChannels() {
    return stride * stride * channels;
  }

  int paddedHeight() {
    return (down + 1) * outputs * stride;
  }

  int paddedWidth() {
    return (across + 1) * outputs * stride;
  }

  private static int ceiling(int length, int step) {
    return (length + step - 1) / step;
  }

  /** How many taps a kernel has along one axis once blocks of the stride's size are channels. */
  public static int taps(int kernel, int stride) {
    return (kernel + stride - 1) / stride;
  }
}
