package io.facegan.internal.metric;

import io.facegan.internal.util.SplitMix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Fixed random directions in the space of patches, uniformly distributed. */
final class Directions {
  /** The number of directions. */
  static final int COUNT = 512;

  private static final long SEED = 20_180_227;

  private Directions() {}

  /** Returns the projections of the patches on each direction, in ascending order. */
  static float[][] sortedProjections(Patches patches) {
    return IntStream.range(0, COUNT)
        .parallel()
        .mapToObj(i -> sorted(direction(i, patches.values().length), patches))
        .toArray(float[][]::new);
  }

  private static float[] sorted(double[] direction, Patches patches) {
    double[] places = new double[patches.count()];
    for (int number = 0; number < direction.length; number++) {
      double weight = direction[number];
      double[] values = patches.values()[number];
      for (int patch = 0; patch < places.length; patch++) {
        places[patch] += weight * values[patch];
      }
    }
    float[] sorted = new float[places.length];
    for (int patch = 0; patch < places.length; patch++) {
      sorted[patch] = (float) places[patch];
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Normalizes a vector of normally distributed numbers, which is uniform on the sphere. */
  private static double[] direction(int index, int size) {
    SplitMix random = new SplitMix(SEED, index);
    double[] direction = new double[size];
    double squares = 0;
    for (int i = 0; i < size; i++) {
      // Box-Muller transform; 1 - u because u may be 0.
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.between(0, 1)));
      direction[i] = radius * StrictMath.cos(2 * Math.PI * random.between(0, 1));
      squares += direction[i] * direction[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      direction[i] /= length;
    }
    return direction;
  }
}
