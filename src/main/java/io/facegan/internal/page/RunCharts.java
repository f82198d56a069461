package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The charts of a run: losses, the figures of evaluations, speed and memory. */
final class RunCharts {
  static final String LOSSES = "losses";
  static final String SPEED = "speed";
  static final String MEMORY = "memory";
  private static final double BALANCE = Math.log(2);
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** Values that span more are drawn with a logarithmic axis. */
  private static final double DECADES = 50;

  private final RunHistory history;

  RunCharts(RunHistory history) {
    this.history = history;
  }

  /** Returns all; those of what is not known yet have no lines. */
  List<Chart> all() {
    List<Chart> charts = new ArrayList<>();
    charts.add(losses());
    for (Figure figure : Figure.values()) {
      charts.add(figure(figure));
    }
    charts.add(chart(SPEED, "speed", "images/s", line("images/s", "1", RunHistory.SPEED, 1)));
    List<Chart.Line> memory = line("process", "1", RunHistory.PROCESS_BYTES, BYTES_PER_MEGABYTE);
    memory.addAll(line("peak of a step", "2", RunHistory.ALLOCATED_BYTES, BYTES_PER_MEGABYTE));
    charts.add(chart(MEMORY, "memory", "MB", memory));
    return charts;
  }

  private Chart losses() {
    List<Chart.Line> lines = new ArrayList<>();
    history
        .curve(RunHistory.GENERATOR)
        .ifPresent(losses -> lines.add(new Chart.Line("generator", "g", losses.smoothed())));
    history
        .curve(RunHistory.DISCRIMINATOR)
        .ifPresent(losses -> lines.add(new Chart.Line("discriminator", "d", losses.smoothed())));
    List<Chart.Mark> marks =
        history.events().stream()
            .map(event -> new Chart.Mark(event.step(), event.guard() + ": " + event.kind()))
            .toList();
    return new Chart(
        LOSSES, Chart.MAIN, "Losses", "nats", false, BALANCE, "ln 2, balance", lines, marks);
  }

  private Chart figure(Figure figure) {
    List<Chart.Line> lines = line("generated", "g", figure.key(), 1);
    JsonNode reals = history.evaluation().path(figure.ofReals());
    // A distance falls by decades; a share that rises from nearly nothing does not.
    boolean distance = figure.key().endsWith("distance");
    boolean log = distance && lines.stream().anyMatch(line -> spansDecades(line.points()));
    return new Chart(
        figure.key(),
        figure.first() ? Chart.FIGURES : Chart.MORE,
        figure.words,
        "",
        log,
        reals.isNumber() && (!log || reals.asDouble() > 0) ? reals.asDouble() : null,
        "real images",
        lines,
        List.of());
  }

  private static Chart chart(String id, String title, String unit, List<Chart.Line> lines) {
    return new Chart(id, Chart.MACHINE, title, unit, false, null, "", lines, List.of());
  }

  private List<Chart.Line> line(String name, String style, String curve, double unit) {
    List<Chart.Line> lines = new ArrayList<>();
    history
        .curve(curve)
        .ifPresent(values -> lines.add(new Chart.Line(name, style, values.points().in(unit))));
    return lines;
  }

  private static boolean spansDecades(Points points) {
    double low = finite(points.low()).min().orElse(0);
    return low > 0 && finite(points.high()).max().orElse(0) > DECADES * low;
  }

  private static DoubleStream finite(double[] values) {
    return DoubleStream.of(values).filter(Double::isFinite);
  }
}
