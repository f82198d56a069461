package io.facegan.data;

import java.util.Optional;

/** Tells how images lie along the axes of a dataset, which depends on the program. */
final class HdfAxes {
  private HdfAxes() {}

  /** Returns the layout of images in a dataset of numbers with these axes, if there is one. */
  static Optional<HdfLayout> layout(long[] axes, HdfOrigin origin) {
    return imagesAreLast(axes, origin)
        ? HdfLayout.of(reversed(axes))
        : plain(axes, origin.hasRowsFirst());
  }

  /**
   * Returns whether images are counted along the last axis, which would take a pass over the whole
   * dataset for each: the case with what is images x height x width in a program that reverses.
   */
  static boolean imagesAreLast(long[] axes, HdfOrigin origin) {
    if (!origin.isReversed()) {
      return false;
    }
    if (axes.length == 3) {
      // Faces are often square, and a stack seldom has as many as they have rows.
      return axes[0] == axes[1]
          && axes[1] != axes[2]
          && !HdfLayout.isChannels(axes[0])
          && !HdfLayout.isChannels(axes[2]);
    }
    return plain(axes, origin.hasRowsFirst()).isEmpty() && wouldBeStack(axes);
  }

  /** Returns whether these axes would be those of a colour stack if they were reversed. */
  static boolean wouldBeStack(long[] axes) {
    return axes.length == 4
        && HdfLayout.of(axes).isEmpty()
        && HdfLayout.of(reversed(axes)).isPresent();
  }

  private static Optional<HdfLayout> plain(long[] axes, boolean rowsFirst) {
    Optional<HdfLayout> stored = HdfLayout.of(axes);
    // What has its channels last in the file was permuted for others to read.
    boolean turns = rowsFirst && stored.isPresent() && !HdfLayout.isChannels(axes[axes.length - 1]);
    return turns ? turned(axes) : stored;
  }

  /** Returns the layout of axes where the columns come before the rows. */
  private static Optional<HdfLayout> turned(long[] axes) {
    int last = axes.length - 1;
    long height = axes[last];
    long width = axes[last - 1];
    boolean planar = axes.length > 2 && HdfLayout.isChannels(axes[last - 2]);
    int channels = planar ? (int) axes[last - 2] : 1;
    return HdfLayout.of(axes)
        .map(is -> new HdfLayout(is.kind(), is.count(), height, width, channels, planar, true));
  }

  private static long[] reversed(long[] axes) {
    long[] reversed = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      reversed[i] = axes[axes.length - 1 - i];
    }
    return reversed;
  }
}
