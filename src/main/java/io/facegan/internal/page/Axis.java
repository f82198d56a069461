package io.facegan.internal.page;

import io.facegan.internal.util.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The vertical axis of a chart: shows all values, unless a few spikes would flatten the rest. The
 * page's script finds the same for a part of the steps.
 *
 * @param highest the highest value, where it is cut off, else NaN
 */
record Axis(double low, double high, boolean log, double highest) {
  private static final double USUAL = 0.97;
  private static final int ENOUGH = 40;
  private static final double NEAR_ZERO = 0.7;
  private static final double MARGIN = 0.06;
  private static final int TICKS = 5;

  static Axis of(Chart chart) {
    double[] sorted =
        chart.lines().stream()
            .map(Chart.Line::points)
            .flatMap(points -> Stream.of(points.values(), points.low(), points.high()))
            .flatMapToDouble(Arrays::stream)
            .filter(value -> Double.isFinite(value) && (!chart.log() || value > 0))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return new Axis(0, 1, false, Double.NaN);
    }
    return chart.log() ? logarithmic(sorted, chart.level()) : linear(sorted, chart.level());
  }

  private static Axis logarithmic(double[] sorted, Double level) {
    double low = level == null ? sorted[0] : Math.min(level, sorted[0]);
    double high = sorted[sorted.length - 1];
    return new Axis(low / (1 + MARGIN), high * (1 + MARGIN), true, Double.NaN);
  }

  private static Axis linear(double[] sorted, Double level) {
    int last = sorted.length - 1;
    double usualLow = sorted[(int) ((1 - USUAL) * last)];
    double usualHigh = sorted[(int) (USUAL * last)];
    double reach = usualHigh - usualLow;
    boolean enough = sorted.length >= ENOUGH && reach > 0;
    boolean cut = enough && sorted[last] > usualHigh + reach;
    double high = cut ? usualHigh + reach / 4 : sorted[last];
    double low = enough && sorted[0] < usualLow - reach ? usualLow - reach / 4 : sorted[0];
    if (level != null) {
      high = Math.max(high, level);
      low = Math.min(low, level);
    }
    if (low >= 0 && low < NEAR_ZERO * high) {
      low = 0;
    }
    double margin = high > low ? MARGIN * (high - low) : Math.max(1, Math.abs(high)) / 2;
    return new Axis(
        low == 0 ? 0 : low - margin, high + margin, false, cut ? sorted[last] : Double.NaN);
  }

  boolean isCut() {
    return !Double.isNaN(highest);
  }

  /** Returns how far up a value is: 0 at the bottom, 1 at the top. */
  double position(double value) {
    if (!log) {
      return (value - low) / (high - low);
    }
    return value <= 0 ? 0 : Math.log(value / low) / Math.log(high / low);
  }

  /** Returns where to write numbers. */
  List<Double> ticks() {
    return log ? decades() : ticks(low, high, TICKS);
  }

  private List<Double> decades() {
    List<Double> ticks = new ArrayList<>();
    for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; decade *= 10) {
      for (int factor : high / low > 500 ? new int[] {1} : new int[] {1, 3}) {
        if (factor * decade >= low && factor * decade <= high) {
          ticks.add(factor * decade);
        }
      }
    }
    return ticks;
  }

  /** Returns round numbers in a range, about so many. */
  static List<Double> ticks(double low, double high, int count) {
    double raw = (high - low) / count;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power * (raw > 5 * power ? 10 : raw > 2 * power ? 5 : raw > power ? 2 : 1);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Returns a tick's number. */
  static String label(double tick) {
    double size = Math.abs(tick);
    if (size >= 10_000 && size < 1e9 && tick % 1000 == 0) {
      return Text.format("%,.0fk", tick / 1000);
    }
    if (size >= 1e6) {
      return Text.format("%.3g", tick);
    }
    String digits = Text.format(size >= 100 ? "%,.0f" : size >= 1 ? "%.2f" : "%.4f", tick);
    return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
  }
}
