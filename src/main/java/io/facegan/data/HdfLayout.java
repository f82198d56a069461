package io.facegan.data;

import io.facegan.internal.image.ImageDecoder;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * How pictures lie in a dataset.
 *
 * @param kind whether it is one or many
 * @param count how many pictures there are
 * @param height the rows of each
 * @param width the columns of each
 * @param channels the samples of each pixel: 1, 3 or 4
 * @param planar whether the channels lie one after the other, not side by side
 */
record HdfLayout(Kind kind, long count, long height, long width, int channels, boolean planar) {
  /** Neither icons nor the tables that lie beside pictures are this small or narrow. */
  private static final int LEAST_SIDE = 8;

  private static final int WIDEST = 16;
  private static final int MEGA = 1_000_000;

  /** Kinds of layouts. */
  enum Kind {
    /** Pictures along the first of 4 axes. */
    STACK,
    /** Grey pictures along the first of 3 axes. */
    GREY_STACK,
    /** One picture. */
    PICTURE,
    /** The bytes of one picture file. */
    ENCODED
  }

  /** Returns how pictures lie in a dataset of samples with such axes, if they can. */
  static Optional<HdfLayout> of(long[] axes) {
    for (long axis : axes) {
      if (axis <= 0) {
        return Optional.empty();
      }
    }
    return switch (axes.length) {
      case 2 -> Optional.of(new HdfLayout(Kind.PICTURE, 1, axes[0], axes[1], 1, false));
      case 3 ->
          Optional.of(
              picture(Kind.PICTURE, 1, axes[0], axes[1], axes[2])
                  .orElse(new HdfLayout(Kind.GREY_STACK, axes[0], axes[1], axes[2], 1, false)));
      case 4 -> picture(Kind.STACK, axes[0], axes[1], axes[2], axes[3]);
      default -> Optional.empty();
    };
  }

  /** Returns the layout of a picture file. */
  static HdfLayout encoded() {
    return new HdfLayout(Kind.ENCODED, 1, 0, 0, 0, false);
  }

  private static Optional<HdfLayout> picture(
      Kind kind, long count, long first, long second, long third) {
    if (isChannels(third)) {
      return Optional.of(new HdfLayout(kind, count, first, second, (int) third, false));
    }
    return isChannels(first)
        ? Optional.of(new HdfLayout(kind, count, second, third, (int) first, true))
        : Optional.empty();
  }

  private static boolean isChannels(long axis) {
    return axis == 1 || axis == 3 || axis == 4;
  }

  /** Returns whether there are many pictures along the first axis. */
  boolean isStack() {
    return kind == Kind.STACK || kind == Kind.GREY_STACK;
  }

  /** Returns whether this has the sides of a picture and not of a table or a list of points. */
  boolean looksLikePicture() {
    long shorter = Math.min(height, width);
    return kind == Kind.ENCODED
        || shorter >= LEAST_SIDE && Math.max(height, width) <= (double) WIDEST * shorter;
  }

  /** Returns how many bytes a picture has, at most the greatest number there is. */
  long bytes(HdfType type) {
    double bytes = (double) height * width * channels * type.size();
    return bytes < Long.MAX_VALUE ? height * width * channels * type.size() : Long.MAX_VALUE;
  }

  /**
   * Refuses pictures that are too large.
   *
   * @throws IOException if these are; the message says so
   */
  void check(HdfType type) throws IOException {
    double pixels = (double) height * width;
    if (pixels > ImageDecoder.MAX_PIXELS) {
      throw new IOException(
          Text.format(
              "it claims %dx%d pixels, %,.0f megapixels, but at most %d are read: scale it down",
              width, height, pixels / MEGA, ImageDecoder.MAX_PIXELS / MEGA));
    }
    if (bytes(type) > Integer.MAX_VALUE - Long.BYTES) {
      throw new IOException(
          "it has %s, but at most 2.1 GB are read: scale it down"
              .formatted(Text.bytes(bytes(type))));
    }
  }
}
