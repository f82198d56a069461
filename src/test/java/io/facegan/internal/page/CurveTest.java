package io.facegan.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurveTest {
  private final Curve curve = new Curve(600);

  @Test
  void longCurve_isThinnedAndKeepsItsSpikes() {
    for (int step = 10; step <= 1_000_000; step += 10) {
      curve.add(step, step == 555_550 ? 99 : step == 777_770 ? -7 : 1);
    }
    Points points = curve.smoothed();

    assertThat(points.steps().length).isBetween(300, 600);
    assertThat(points.steps()).isSorted();
    assertThat(Arrays.stream(points.high()).max()).hasValue(99);
    assertThat(Arrays.stream(points.low()).min()).hasValue(-7);
    assertThat(Arrays.stream(points.values()).allMatch(value -> value > 0.5 && value < 2)).isTrue();
  }

  @Test
  void earlierStep_replacesWhatCameAfterIt() {
    for (int step = 10; step <= 50; step += 10) {
      curve.add(step, step);
    }
    curve.add(30, 7);

    assertThat(curve.points().steps()).containsExactly(10, 20, 30);
    assertThat(curve.points().values()).containsExactly(10, 20, 7);
  }

  @Test
  void notFinite_isAGapAndCounted() {
    curve.add(1, 2);
    curve.add(2, Double.NaN);
    curve.add(3, Double.POSITIVE_INFINITY);
    curve.add(4, 3);

    assertThat(curve.notFinite()).isEqualTo(2);
    assertThat(curve.points().json()).hasToString("{\"step\":[1,2,3,4],\"value\":[2,null,null,3]}");
  }
}
