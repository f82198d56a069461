package io.facegan.internal.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Likeness;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.MemoryUse;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingStart;
import java.io.IOException;
import java.util.Optional;

/** One line of {@code metrics.jsonl}. */
public final class MetricsLine {
  /** Holds what depends on the machine and the time; all else is the same in every run. */
  private static final String MACHINE = "machine";

  /** Marks a line that an uninterrupted run would not have written. */
  private static final String END = "end";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final ObjectNode json;

  private MetricsLine(ObjectNode json) {
    this.json = json;
  }

  /** Returns a step's line; {@code end} if it is written only because the run ends there. */
  static MetricsLine of(StepResult result, boolean end) {
    MetricsLine line = new MetricsLine(result.step(), result.attempt());
    line.json.put("epoch", finiteOrNull(result.epoch()));
    line.json.put("pictures", result.images());
    line.json.put("loss_real", finiteOrNull(result.lossReal()));
    line.json.put("loss_fake", finiteOrNull(result.lossFake()));
    line.json.put("loss_generator", finiteOrNull(result.lossGenerator()));
    return line.end(end).machine("pictures_per_second", result.imagesPerSecond());
  }

  /** Returns the line of an evaluation. */
  public static MetricsLine of(Evaluation evaluation) {
    MetricsLine line = new MetricsLine(evaluation.step(), evaluation.attempt());
    ObjectNode json = line.json.putObject("evaluation");
    ImageDiagnostics images = evaluation.diagnostics();
    json.put("verdict", images.verdict().toString());
    json.put("generated", images.generated());
    json.put("reals", images.reals());
    likeness(json, "", images.likeness());
    likeness(json, "_reals", images.likenessReals());
    json.put("diversity", finiteOrNull(images.diversity()));
    json.put("distance", finiteOrNull(images.distance()));
    json.put("distance_reals", finiteOrNull(images.distanceReals()));
    json.put("checkerboard", finiteOrNull(images.checkerboard()));
    json.put("checkerboard_reals", finiteOrNull(images.checkerboardReals()));
    json.put("border_darkness", finiteOrNull(images.borderDarkness()));
    json.put("border_darkness_reals", finiteOrNull(images.borderDarknessReals()));
    json.put("asymmetry", finiteOrNull(images.asymmetry()));
    json.put("asymmetry_reals", finiteOrNull(images.asymmetryReals()));
    json.put("similarity", finiteOrNull(images.similarity()));
    json.put("similarity_reals", finiteOrNull(images.similarityReals()));
    json.put(
        "loss_discriminator_from_ln2",
        finiteOrNull(evaluation.losses().discriminatorFromBalance()));
    json.put("loss_generator_from_ln2", finiteOrNull(evaluation.losses().generatorFromBalance()));
    json.put("generator_gradient", finiteOrNull(evaluation.generatorGradient()));
    return line.memory(evaluation.memory()).end(!evaluation.scheduled());
  }

  private static void likeness(ObjectNode json, String whose, Likeness likeness) {
    json.put("kernel_distance" + whose, finiteOrNull(likeness.kernelDistance()));
    json.put("frechet_distance" + whose, finiteOrNull(likeness.frechetDistance()));
    json.put("precision" + whose, finiteOrNull(likeness.precision()));
    json.put("recall" + whose, finiteOrNull(likeness.recall()));
    json.put("density" + whose, finiteOrNull(likeness.density()));
    json.put("coverage" + whose, finiteOrNull(likeness.coverage()));
  }

  static MetricsLine of(GuardEvent event) {
    MetricsLine line = new MetricsLine(event.step(), event.attempt());
    line.json.put("event", event.kind().toString());
    line.json.put("guard", event.guard().toString());
    line.json.put("message", event.message());
    return line;
  }

  /** Parses a line of UTF-8; returns empty if it is invalid, for example cut off by a crash. */
  static Optional<MetricsLine> parse(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node instanceof ObjectNode json
              && isIntegral(json.path("step"))
              && isIntegral(json.path("attempt"))
          ? Optional.of(new MetricsLine(json))
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static boolean isIntegral(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  private MetricsLine(long step, int attempt) {
    json = JsonNodeFactory.instance.objectNode();
    json.put("step", step);
    json.put("attempt", attempt);
  }

  /** Adds what the training computes on, in words. */
  MetricsLine device(String words) {
    json.withObject("/" + MACHINE).put("device", words);
    return this;
  }

  /** Adds a figure that depends on the machine or the time. */
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

  /** Returns whether the line precedes the state at which a run starts or continues. */
  boolean isWithin(TrainingStart start) {
    boolean ofStep = json.has("loss_real");
    return isUpTo(start, ofStep ? start.step() : start.evaluated());
  }

  /**
   * Returns whether a run that starts or continues keeps the line: if an uninterrupted run would
   * also have written it, or if it marks the end of a run that is finished.
   */
  boolean isKeptBy(TrainingStart start) {
    if (!json.has(END)) {
      return isWithin(start);
    }
    return start.step() == start.totalSteps() && isUpTo(start, start.step());
  }

  private boolean isUpTo(TrainingStart start, long last) {
    return attempt() < start.attempt() || attempt() == start.attempt() && step() <= last;
  }

  /** Returns the number of finished steps. */
  public long step() {
    return json.get("step").longValue();
  }

  /** Returns the attempt that it belongs to, from 0. */
  public int attempt() {
    return json.get("attempt").intValue();
  }

  /** Returns all of it, not to be changed. */
  public JsonNode json() {
    return json;
  }

  /** Returns the losses of a step's line. */
  public Optional<LossPoint> losses() {
    if (!json.has("loss_real")) {
      return Optional.empty();
    }
    double real = json.path("loss_real").asDouble(Double.NaN);
    double fake = json.path("loss_fake").asDouble(Double.NaN);
    double generator = json.path("loss_generator").asDouble(Double.NaN);
    return Optional.of(new LossPoint(step(), (real + fake) / 2, generator));
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private MetricsLine end(boolean end) {
    if (end) {
      json.put(END, true);
    }
    return this;
  }

  private static Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
