package io.facegan.internal.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.MemoryUse;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingStart;
import java.io.IOException;
import java.util.Optional;

/** One line of {@code metrics.jsonl}. */
final class MetricsLine {
  /** Holds whatever depends on the machine and the moment; the rest is the same in every run. */
  private static final String MACHINE = "machine";

  /** Marks what an unbroken run would not have written. */
  private static final String END = "end";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final ObjectNode json;

  private MetricsLine(ObjectNode json) {
    this.json = json;
  }

  /**
   * Returns a step's line.
   *
   * @param end whether it is only written because the run ends there
   */
  static MetricsLine of(StepResult result, boolean end) {
    MetricsLine line = new MetricsLine(result.step(), result.attempt());
    line.json.put("epoch", finiteOrNull(result.epoch()));
    line.json.put("pictures", result.pictures());
    line.json.put("loss_real", finiteOrNull(result.lossReal()));
    line.json.put("loss_fake", finiteOrNull(result.lossFake()));
    line.json.put("loss_generator", finiteOrNull(result.lossGenerator()));
    return line.end(end).machine("pictures_per_second", result.picturesPerSecond());
  }

  static MetricsLine of(Evaluation evaluation) {
    MetricsLine line = new MetricsLine(evaluation.step(), evaluation.attempt());
    ObjectNode json = line.json.putObject("evaluation");
    ImageDiagnostics pictures = evaluation.pictures();
    json.put("verdict", pictures.verdict().toString());
    json.put("diversity", finiteOrNull(pictures.diversity()));
    json.put("distance", finiteOrNull(pictures.distance()));
    json.put("checkerboard", finiteOrNull(pictures.checkerboard()));
    json.put("checkerboard_reals", finiteOrNull(pictures.checkerboardReals()));
    json.put("border_darkness", finiteOrNull(pictures.borderDarkness()));
    json.put("border_darkness_reals", finiteOrNull(pictures.borderDarknessReals()));
    json.put("asymmetry", finiteOrNull(pictures.asymmetry()));
    json.put("asymmetry_reals", finiteOrNull(pictures.asymmetryReals()));
    json.put(
        "loss_discriminator_from_ln2",
        finiteOrNull(evaluation.losses().discriminatorFromBalance()));
    json.put("loss_generator_from_ln2", finiteOrNull(evaluation.losses().generatorFromBalance()));
    json.put("generator_gradient", finiteOrNull(evaluation.generatorGradient()));
    return line.memory(evaluation.memory()).end(!evaluation.scheduled());
  }

  static MetricsLine of(GuardEvent event) {
    MetricsLine line = new MetricsLine(event.step(), event.attempt());
    line.json.put("event", event.kind().toString());
    line.json.put("guard", event.guard().toString());
    line.json.put("message", event.message());
    return line;
  }

  /**
   * Reads a line, or returns nothing if it is none, as when a crash cut it short.
   *
   * @param text in UTF-8
   */
  static Optional<MetricsLine> parse(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node instanceof ObjectNode json
              && json.path("step").isIntegralNumber()
              && json.path("attempt").isIntegralNumber()
          ? Optional.of(new MetricsLine(json))
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private MetricsLine(long step, int attempt) {
    json = JsonNodeFactory.instance.objectNode();
    json.put("step", step);
    json.put("attempt", attempt);
  }

  /** Adds a figure of this machine or moment. */
  MetricsLine machine(String name, double value) {
    json.withObject("/" + MACHINE).put(name, finiteOrNull(value));
    return this;
  }

  private MetricsLine memory(MemoryUse memory) {
    memory
        .allocator()
        .ifPresent(
            allocator -> {
              bytes("allocated_bytes", allocator.allocated());
              bytes("peak_allocated_bytes", allocator.peak());
            });
    memory.process().ifPresent(process -> bytes("process_bytes", process));
    memory.processPeak().ifPresent(peak -> bytes("peak_process_bytes", peak));
    return this;
  }

  private void bytes(String name, long value) {
    json.withObject("/" + MACHINE).put(name, value);
  }

  /** Returns whether it was written before the state that a run begins or goes on with. */
  boolean isWithin(TrainingStart start) {
    boolean ofStep = json.has("loss_real");
    return isUpTo(start, ofStep ? start.step() : start.evaluated());
  }

  /**
   * Returns whether a run that begins or goes on keeps it: what an unbroken run would have written
   * too, and also what marks the end, if the run has nothing left to do.
   */
  boolean stays(TrainingStart start) {
    if (!json.has(END)) {
      return isWithin(start);
    }
    return start.step() == start.totalSteps() && isUpTo(start, start.step());
  }

  private boolean isUpTo(TrainingStart start, long last) {
    int attempt = json.get("attempt").intValue();
    long step = json.get("step").longValue();
    return attempt < start.attempt() || attempt == start.attempt() && step <= last;
  }

  /** Returns the losses of a step's line. */
  Optional<LossPoint> losses() {
    if (!json.has("loss_real")) {
      return Optional.empty();
    }
    double real = json.get("loss_real").asDouble(Double.NaN);
    double fake = json.get("loss_fake").asDouble(Double.NaN);
    double generator = json.get("loss_generator").asDouble(Double.NaN);
    return Optional.of(new LossPoint(json.get("step").longValue(), (real + fake) / 2, generator));
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private MetricsLine end(boolean is) {
    if (is) {
      json.put(END, true);
    }
    return this;
  }

  private static Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
