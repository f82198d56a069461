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
    float[] places = new float[patches.count()];
    float[][] values = patches.values();
    int number = 0;
    // Four at once, so that the places are not stored and loaded again for each.
    for (; number + 4 <= direction.length; number += 4) {
      float weight0 = (float) direction[number];
      float weight1 = (float) direction[number + 1];
      float weight2 = (float) direction[number + 2];
      float weight3 = (float) direction[number + 3];
      float[] values0 = values[number];
      float[] values1 = values[number + 1];
      float[] values2 = values[number + 2];
      float[] values3 = values[number + 3];
      for (int patch = 0; patch < places.length; patch++) {
        places[patch] +=
            weight0 * values0[patch]
                + weight1 * values1[patch]
                + weight2 * values2[patch]
                + weight3 * values3[patch];
      }
    }
    for (; number < direction.length; number++) {
      float weight = (float) direction[number];
      for (int patch = 0; patch < places.length; patch++) {
        places[patch] += weight * values[number][patch];
      }
    }
    Arrays.sort(places);
    return places;
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
