package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * A pair of lengths in pixels, one for each axis of an image: a kernel, a stride, a padding (on
 * each of the two sides of its axis) or a scale factor.
 *
 * @param height along the vertical axis, at least 0
 * @param width along the horizontal axis, at least 0
 */
public record Extent(int height, int width) {
  /**
   * Checks that neither length is negative.
   *
   * @throws FaceGanException if one is
   */
  public Extent {
    if (height < 0 || width < 0) {
      throw new FaceGanException(
          "extent " + height + "x" + width + " has a negative side: both must be at least 0");
    }
  }

  /**
   * Returns the same length on both axes.
   *
   * @throws FaceGanException if it is negative
   */
  public static Extent square(int side) {
    return new Extent(side, side);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
