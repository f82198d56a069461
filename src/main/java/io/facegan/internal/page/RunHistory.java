package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.facegan.internal.report.MetricsLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@code metrics.jsonl} tells of a run, in bounded memory however long the run is. */
final class RunHistory {
  static final String DISCRIMINATOR = "loss discriminator";
  static final String GENERATOR = "loss generator";
  static final String SPEED = "pictures_per_second";
  static final String PROCESS_BYTES = "process_bytes";
  static final String ALLOCATED_BYTES = "peak_allocated_bytes";

  private static final int LOSSES = 1200;
  private static final int FIGURES = 300;

  private final Map<String, Curve> curves = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, JsonNode> machine = new HashMap<>();
  private JsonNode step = MissingNode.getInstance();
  private JsonNode evaluation = MissingNode.getInstance();
  private long evaluated;
  private long last;
  private int attempt;
  private Stretch stretch;

  /** What a guard saw or did. */
  record Event(long step, String kind, String guard, String message) {}

  /** The lines that one training wrote, from its first to its newest. */
  private record Stretch(long firstStep, double first, long lastStep, double last) {}

  void add(MetricsLine line) {
    JsonNode json = line.json();
    if (line.attempt() > attempt) {
      // A roll-back discarded the steps ahead.
      attempt = line.attempt();
      curves.values().forEach(curve -> curve.dropFrom(line.step()));
      last = line.step();
    }
    last = Math.max(last, line.step());
    line.losses()
        .ifPresent(
            losses -> {
              step = json;
              curve(DISCRIMINATOR, LOSSES).add(line.step(), losses.discriminator());
              curve(GENERATOR, LOSSES).add(line.step(), losses.generator());
            });
    if (json.path("evaluation").isObject()) {
      evaluation = json.get("evaluation");
      evaluated = line.step();
      evaluation.properties().forEach(figure -> number(line, figure.getKey(), figure.getValue()));
    }
    if (json.has("event")) {
      events.add(
          new Event(
              line.step(),
              json.path("event").asText(),
              json.path("guard").asText(),
              json.path("message").asText()));
    }
    json.path("machine").properties().forEach(fact -> machine.put(fact.getKey(), fact.getValue()));
    for (String name : List.of(SPEED, PROCESS_BYTES, ALLOCATED_BYTES)) {
      number(line, name, json.path("machine").path(name));
    }
    time(line.step(), json.path("machine").path("seconds"));
  }

  private void number(MetricsLine line, String name, JsonNode value) {
    if (value.isNumber() || value.isNull()) {
      curve(name, FIGURES).add(line.step(), value.asDouble(Double.NaN));
    }
  }

  private Curve curve(String name, int capacity) {
    return curves.computeIfAbsent(name, any -> new Curve(capacity));
  }

  private void time(long at, JsonNode seconds) {
    if (seconds.isNumber()) {
      boolean goesOn =
          stretch != null && stretch.last < seconds.asDouble() && stretch.lastStep < at;
      stretch =
          goesOn
              ? new Stretch(stretch.firstStep, stretch.first, at, seconds.asDouble())
              : new Stretch(at, seconds.asDouble(), at, seconds.asDouble());
    }
  }

  /** Returns a curve by its name, of one figure or of this class. */
  Optional<Curve> curve(String name) {
    return Optional.ofNullable(curves.get(name));
  }

  /** Returns the seconds that a step takes, with its share of grids and checkpoints. */
  OptionalDouble secondsPerStep() {
    return stretch == null || stretch.lastStep == stretch.firstStep
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (stretch.last - stretch.first) / (stretch.lastStep - stretch.firstStep));
  }

  List<Event> events() {
    return events;
  }

  /** Returns the last finished step that there is a line of. */
  long last() {
    return last;
  }

  /** Returns the last line of a step; missing before it. */
  JsonNode step() {
    return step;
  }

  /** Returns the figures of the last evaluation; missing before it. */
  JsonNode evaluation() {
    return evaluation;
  }

  /** Returns the step of the last evaluation. */
  long evaluated() {
    return evaluated;
  }

  /** Returns what was last said of the machine; missing if nothing was. */
  JsonNode machine(String name) {
    return machine.getOrDefault(name, MissingNode.getInstance());
  }
}
