package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The sliced Wasserstein distance between patches of generated and real images, averaged over the
 * levels of detail: the mean over random directions of the one-dimensional Wasserstein distance,
 * which is the mean difference of the sorted projections. The unit is a thousandth of the standard
 * deviation of the real patches.
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
      sorted.add(Directions.sortedProjections(patches));
    }
  }

  /**
   * Returns the mean distance over all levels and directions.
   *
   * @param generated images of the same shape as the real ones
   */
  double to(ImageBatch generated) {
    List<Patches> levels = Patches.of(generated);
    double sum = 0;
    for (int level = 0; level < levels.size(); level++) {
      channels.get(level).normalize(levels.get(level));
      sum += meanDifference(sorted.get(level), Directions.sortedProjections(levels.get(level)));
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
