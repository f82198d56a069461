package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the patches of pictures are from those of real ones: on each level of detail, the mean
 * over random directions of how far patches must be moved along that direction on average, until
 * they lie as those of the real pictures do. In one dimension that is the mean difference of the
 * sorted places. The unit is a thousandth of the real patches' deviation.
 */
final class SlicedWasserstein {
  private static final double UNIT = 1_000;

  private final List<Channels> channels = new ArrayList<>();
  private final List<double[][]> sorted = new ArrayList<>();

  SlicedWasserstein(ImageBatch reals) {
    for (Patches patches : Patches.of(reals)) {
      Channels level = Channels.of(patches);
      level.normalize(patches);
      channels.add(level);
      sorted.add(Directions.sortedAlong(patches));
    }
  }

  /**
   * Returns the mean distance over all levels and directions.
   *
   * @param generated pictures of the real ones' shape
   */
  double to(ImageBatch generated) {
    List<Patches> levels = Patches.of(generated);
    double sum = 0;
    for (int level = 0; level < levels.size(); level++) {
      channels.get(level).normalize(levels.get(level));
      sum += meanDifference(sorted.get(level), Directions.sortedAlong(levels.get(level)));
    }
    return UNIT * sum / levels.size();
  }

  private static double meanDifference(double[][] one, double[][] other) {
    double sum = 0;
    for (int direction = 0; direction < one.length; direction++) {
      for (int patch = 0; patch < Patches.COUNT; patch++) {
        sum += Math.abs(one[direction][patch] - other[direction][patch]);
      }
    }
    return sum / one.length / Patches.COUNT;
  }
}
