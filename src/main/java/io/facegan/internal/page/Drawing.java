package io.facegan.internal.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.util.Text;
import java.util.stream.Collectors;

/**
 * Draws a chart as paths in a square of 1000 units, which is stretched to the chart's size: steps
 * from 0 to the last go right, the axis goes up. The page's script zooms by showing a part of it.
 */
final class Drawing {
  private static final double UNITS = 1000;

  /** Farther than anybody zooms out. */
  private static final double OUTSIDE = 1000;

  private static final int STEP_TICKS = 5;

  private final Chart chart;
  private final Axis axis;
  private final double last;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  /**
   * @param last the last step, where the drawing ends
   */
  Drawing(Chart chart, long last) {
    this.chart = chart;
    this.last = Math.max(1, last);
    axis = Axis.of(chart);
  }

  /** Returns what the page needs to show the chart without its script. */
  ObjectNode json() {
    paths();
    ArrayNode keys = json.putArray("keys");
    chart.lines().forEach(line -> put(keys, "style", "s" + line.style(), "name", line.name()));
    if (chart.level() != null) {
      put(keys, "style", "slevel", "name", chart.levelName());
    }
    ArrayNode values = json.putArray("values");
    for (double tick : axis.ticks()) {
      String top = number(100 * (1 - axis.position(tick)));
      put(values, "at", top, "text", Axis.label(tick));
    }
    ArrayNode ticks = json.putArray("ticks");
    for (double tick : Axis.ticks(0, last, STEP_TICKS)) {
      put(ticks, "at", number(100 * tick / last), "text", Axis.label(tick));
    }
    json.putObject("axis").put("low", axis.low()).put("high", axis.high()).put("log", axis.log());
    json.put("cut", axis.isCut() ? "spikes up to %s cut off".formatted(words(axis.highest())) : "");
    json.put("summary", summary());
    return json;
  }

  private static void put(ArrayNode all, String name, String value, String other, String text) {
    all.addObject().put(name, value).put(other, text);
  }

  /** Says in words what the curves show. */
  private String summary() {
    String lines = chart.lines().stream().map(Drawing::words).collect(Collectors.joining("; "));
    String level =
        chart.level() == null
            ? ""
            : "; %s at %s".formatted(chart.levelName(), words(chart.level()));
    return Text.format("%s over %,.0f steps: %s%s", chart.title(), last, lines, level);
  }

  private static String words(Chart.Line line) {
    double[] values = line.points().values();
    return values.length == 0
        ? line.name() + " has no values"
        : "%s from %s to %s"
            .formatted(line.name(), words(values[0]), words(values[values.length - 1]));
  }

  private static String words(double value) {
    return Double.isFinite(value)
        ? Axis.label(Double.parseDouble(Text.format("%.3g", value)))
        : "no number";
  }

  private void paths() {
    ArrayNode paths = json.putArray("paths");
    String grid = axis.ticks().stream().map(this::horizontal).collect(Collectors.joining());
    put(paths, "style", "grid", "data", grid);
    for (Chart.Mark mark : chart.marks()) {
      put(paths, "style", "mark", "data", "M%s 1000V0".formatted(x(mark.step())));
    }
    for (Chart.Line line : chart.lines()) {
      if (!line.points().isLine()) {
        put(paths, "style", "band s" + line.style(), "data", band(line.points()));
      }
    }
    for (Chart.Line line : chart.lines()) {
      put(paths, "style", "line s" + line.style(), "data", line(line.points()));
    }
    if (chart.level() != null) {
      put(paths, "style", "line slevel", "data", horizontal(chart.level()));
    }
  }

  private String horizontal(double value) {
    return "M0 %sH1000".formatted(y(value));
  }

  private String line(Points points) {
    StringBuilder path = new StringBuilder();
    double[] values = points.values();
    for (int i = 0; i < values.length; i++) {
      boolean begins = i == 0 || !Double.isFinite(values[i - 1]);
      if (Double.isFinite(values[i])) {
        path.append(begins ? 'M' : 'L').append(at(points.steps()[i], values[i]));
        // A line of one point would be invisible.
        boolean ends = i + 1 == values.length || !Double.isFinite(values[i + 1]);
        path.append(begins && ends ? "h0.1" : "");
      }
    }
    return path.toString();
  }

  /** Returns the area between the lowest and the highest values, with gaps. */
  private String band(Points points) {
    StringBuilder path = new StringBuilder();
    int count = points.steps().length;
    for (int from = 0, to; from < count; from = to + 1) {
      for (to = from; to < count && Double.isFinite(points.high()[to]); to++) {
        path.append(to == from ? 'M' : 'L').append(at(points.steps()[to], points.high()[to]));
      }
      for (int i = to - 1; i >= from; i--) {
        path.append('L').append(at(points.steps()[i], points.low()[i]));
      }
      path.append(to > from ? "Z" : "");
    }
    return path.toString();
  }

  private String at(long step, double value) {
    return x(step) + " " + y(value);
  }

  private String x(double step) {
    return number(UNITS * step / last);
  }

  private String y(double value) {
    return number(UNITS * (1 - Math.max(-OUTSIDE, Math.min(OUTSIDE, axis.position(value)))));
  }

  private static String number(double value) {
    long tenths = Math.round(10 * value);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
