package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.util.SplitMix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DirectionsTest {
  private static final int SIZE = 12;
  private static final int COUNT = 40;

  @Test
  void sortedProjections_directionsHaveLength1() {
    for (double[] direction : directions()) {
      double squares = Arrays.stream(direction).map(x -> x * x).sum();
      assertThat(squares).isEqualTo(1, within(1e-6));
    }
  }

  @Test
  void sortedProjections_directionsPointAnywhere() {
    double[] components = Arrays.stream(directions()).flatMapToDouble(Arrays::stream).toArray();
    double count = Directions.COUNT * SIZE;
    double mean = Arrays.stream(components).sum() / count;
    double fourth = Arrays.stream(components).map(x -> x * x * x * x).sum() / count;
    assertThat(components).hasSize(512 * SIZE);
    assertThat(mean).isEqualTo(0, within(0.03));
    // The mean on a sphere; cubes scaled to length 1 have 0.0125.
    assertThat(fourth).isEqualTo(3.0 / (SIZE * (SIZE + 2)), within(0.003));
  }

  @Test
  void sortedProjections_patchesAreInOrderAlongEach() {
    double[][] directions = directions();
    SplitMix random = new SplitMix(4, 0);
    float[][] values = new float[SIZE][COUNT];
    for (float[] row : values) {
      for (int patch = 0; patch < row.length; patch++) {
        row[patch] = (float) random.between(-1, 1);
      }
    }
    float[][] sorted = Directions.sortedProjections(new Patches(3, values));
    assertThat(sorted).hasDimensions(512, COUNT);
    for (int i = 0; i < directions.length; i++) {
      double[] expected = new double[COUNT];
      for (int patch = 0; patch < expected.length; patch++) {
        for (int number = 0; number < SIZE; number++) {
          expected[patch] += directions[i][number] * values[number][patch];
        }
      }
      Arrays.sort(expected);
      assertThat(Made.largestDifference(doubles(sorted[i]), expected)).isLessThan(1e-6);
    }
  }

  /** Returns each direction's components: where patches lie that are 1 in one number only. */
  private static double[][] directions() {
    double[][] directions = new double[Directions.COUNT][SIZE];
    for (int number = 0; number < SIZE; number++) {
      float[][] values = new float[SIZE][COUNT];
      Arrays.fill(values[number], 1);
      float[][] sorted = Directions.sortedProjections(new Patches(1, values));
      for (int i = 0; i < directions.length; i++) {
        directions[i][number] = sorted[i][0];
      }
    }
    return directions;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
