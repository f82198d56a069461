package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares arrays of numbers, value by value. */
final class Close {
  /** Expects every value within {@code bound} of the expected one. */
  static void check(float[] actual, double[] expected, double bound, Object what) {
    assertThat(actual.length).as("%s, count", what).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("%s, value %d", what, i)
          .isCloseTo(expected[i], within(bound));
    }
  }

  static void check(float[] actual, float[] expected, double bound, Object what) {
    double[] wide = new double[expected.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = expected[i];
    }
    check(actual, wide, bound, what);
  }

  private Close() {}
}
