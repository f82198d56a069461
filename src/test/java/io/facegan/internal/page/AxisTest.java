package io.facegan.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void fewSpikes_areCutOffAndTold() {
    double[] losses = DoubleStream.concat(DoubleStream.of(400), steady(99)).toArray();
    Axis axis = Axis.of(chart(false, 0.7, losses));

    assertThat(axis.high()).isBetween(1.2, 2.0);
    assertThat(axis.low()).isZero();
    assertThat(axis.highest()).isEqualTo(400);
    assertThat(Axis.of(chart(false, 0.7, 1, 400, 1)).isCut()).isFalse();
  }

  @Test
  void level_isInside() {
    assertThat(Axis.of(chart(false, 9.0, 1, 2)).high()).isGreaterThan(9);
    assertThat(Axis.of(chart(false, -3.0, 1, 2)).low()).isLessThan(-3);
  }

  @Test
  void decades_haveTicksAtPowersOfTen() {
    Axis axis = Axis.of(chart(true, 0.2, 120, 3));

    assertThat(axis.ticks()).contains(1.0, 10.0, 100.0);
    assertThat(axis.position(axis.low())).isZero();
    assertThat(axis.position(axis.high())).isEqualTo(1);
  }

  @Test
  void oneValueAndNone_haveAnAxisToo() {
    assertThat(Axis.of(chart(false, null, 5)).position(5)).isBetween(0.1, 0.9);
    assertThat(Axis.of(chart(false, null, Double.NaN)).high()).isEqualTo(1);
  }

  @Test
  void ticks_areRoundNumbers() {
    assertThat(Axis.ticks(0, 100_000, 5)).containsExactly(0.0, 2e4, 4e4, 6e4, 8e4, 1e5);
    assertThat(Axis.ticks(0, 1, 5)).hasSize(6);
    assertThat(List.of(0.25, 20_000.0, 1200.0, 1.0, 2.5e9).stream().map(Axis::label))
        .containsExactly("0.25", "20k", "1,200", "1", "2.50e+09");
  }

  private static DoubleStream steady(int count) {
    return DoubleStream.iterate(1, one -> 2.2 - one).limit(count);
  }

  private static Chart chart(boolean log, Double level, double... values) {
    long[] steps = Arrays.stream(values).mapToLong(value -> 1).toArray();
    Points points = new Points(steps, values, values, values);
    List<Chart.Line> lines = List.of(new Chart.Line("", "g", points));
    return new Chart("c", Chart.MAIN, "c", "", log, level, "level", lines, List.of());
  }
}
