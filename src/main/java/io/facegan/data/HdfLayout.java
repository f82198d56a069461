package io.facegan.data;

import io.facegan.internal.image.ImageDecoder;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * The layout of the images in a dataset.
 *
 * @param channels the samples of each pixel: 1, 3 or 4
 * @param planar whether the channels are separate planes instead of interleaved
 * @param turned whether the columns of each plane come before its rows
 */
record HdfLayout(
    Kind kind, long count, long height, long width, int channels, boolean planar, boolean turned) {
  /** The limits that separate images from icons, tables and lists of points. */
  private static final int MIN_SIDE = 8;

  private static final int MAX_ASPECT = 16;

  enum Kind {
    /** Images along the first of 4 axes. */
    STACK,
    /** Grey images along the first of 3 axes. */
    GREY_STACK,
    IMAGE,
    /** The bytes of one encoded image. */
    ENCODED
  }

  /** Returns the layout of images in a dataset of samples with these axes, if there is one. */
  static Optional<HdfLayout> of(long[] axes) {
    for (long axis : axes) {
      if (axis <= 0) {
        return Optional.empty();
      }
    }
    return switch (axes.length) {
      case 2 -> Optional.of(new HdfLayout(Kind.IMAGE, 1, axes[0], axes[1], 1, false, false));
      case 3 ->
          Optional.of(
              image(Kind.IMAGE, 1, axes[0], axes[1], axes[2])
                  .orElse(
                      new HdfLayout(Kind.GREY_STACK, axes[0], axes[1], axes[2], 1, false, false)));
      case 4 -> image(Kind.STACK, axes[0], axes[1], axes[2], axes[3]);
      default -> Optional.empty();
    };
  }

  static HdfLayout encoded() {
    return new HdfLayout(Kind.ENCODED, 1, 0, 0, 0, false, false);
  }

  private static Optional<HdfLayout> image(
      Kind kind, long count, long first, long second, long third) {
    if (isChannels(third)) {
      return Optional.of(new HdfLayout(kind, count, first, second, (int) third, false, false));
    }
    return isChannels(first)
        ? Optional.of(new HdfLayout(kind, count, second, third, (int) first, true, false))
        : Optional.empty();
  }

  /** Returns whether this many samples can make a pixel. */
  static boolean isChannels(long axis) {
    return axis == 1 || axis == 3 || axis == 4;
  }

  /** Returns whether the first axis numbers the images. */
  boolean isStack() {
    return kind == Kind.STACK || kind == Kind.GREY_STACK;
  }

  /** Returns whether the sides are those of an image, not of a table or a list of points. */
  boolean looksLikeImage() {
    long shorter = Math.min(height, width);
    return kind == Kind.ENCODED
        || shorter >= MIN_SIDE && Math.max(height, width) <= (double) MAX_ASPECT * shorter;
  }

  /** Returns the size of an image in bytes, at most {@code Long.MAX_VALUE}. */
  long bytes(HdfType type) {
    double bytes = (double) height * width * channels * type.size();
    return bytes < Long.MAX_VALUE ? height * width * channels * type.size() : Long.MAX_VALUE;
  }

  /** Refuses images that are too large. */
  void check(HdfType type) throws IOException {
    ImageDecoder.checkPixels(width, height);
    if (bytes(type) > Integer.MAX_VALUE - Long.BYTES) {
      throw new IOException(
          "it has %s, but the limit is 2.1 GB: scale it down".formatted(Text.bytes(bytes(type))));
    }
  }
}
