package io.facegan.internal.tensorboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.data.ImageBatch;
import io.facegan.internal.report.MetricsLine;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.tensorflow.proto.Summary;

/**
 * Writes a training for TensorBoard: the losses, learning rates and speed of every 10th step, of a
 * run of fewer than 100 of every one, the figures of evaluations under their names in {@code
 * metrics.jsonl}, grids, options, events of guards and the graph. Each session of training has a
 * file of its own. Where a run goes on from an earlier step, after a resume or a roll-back, a mark
 * has TensorBoard forget the later ones.
 */
public final class EventLog implements TrainingListener {
  private static final int INTERVAL = 10;
  private static final int SHORT_RUN = 100;

  private final TrainingOptions options;
  private final int columns;
  private final Supplier<byte[]> graph;
  private final LongSupplier millis;
  private EventFile file;
  private int attempt;
  private GuardEvent rollBack;
  private long writtenStep;

  /**
   * @param columns of sample grids, 0 for near-square ones
   * @param graph returns the bytes of the training's GraphDef
   */
  public EventLog(TrainingOptions options, int columns, Supplier<byte[]> graph) {
    this(options, columns, graph, System::currentTimeMillis);
  }

  EventLog(TrainingOptions options, int columns, Supplier<byte[]> graph, LongSupplier millis) {
    this.options = options;
    this.columns = columns;
    this.graph = graph;
    this.millis = millis;
  }

  @Override
  public void started(TrainingStart start) {
    boolean first = start.step() == 0 || EventFile.all(start.runFolder()).isEmpty();
    file = EventFile.next(start.runFolder(), millis);
    attempt = start.attempt();
    writtenStep = start.step();
    // What is not evaluated yet will be written again, the step itself will not.
    file.begin(start.evaluated() < 0 ? 0 : start.step() + 1);
    if (first) {
      // TensorBoard wants one graph for a run.
      file.writeGraph(graph.get());
    }
    JsonNode kept = options.shareableTree();
    write(
        start.step(),
        HyperParameters.start(kept, file.now()),
        Summaries.text("options", kept.toPrettyString()),
        Summaries.images("reals", start.reals(), 0));
  }

  @Override
  public void stepped(StepResult result) {
    if (result.attempt() != attempt) {
      attempt = result.attempt();
      opened().begin(result.step());
      // Of its own step the mark would have it forgotten.
      write(result.step(), text(rollBack));
    }
    if (result.step() % INTERVAL == 0 || result.totalSteps() < SHORT_RUN || result.last()) {
      write(result);
    }
  }

  @Override
  public void sampled(long step, ImageBatch samples) {
    write(step, Summaries.images("samples", samples, columns));
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    JsonNode line = MetricsLine.of(evaluation).json();
    Summary.Builder summary = Summary.newBuilder();
    addNumbers(summary, "evaluation/", line.path("evaluation"));
    addNumbers(summary, "memory/", line.path("machine"));
    opened().write(evaluation.step(), summary.build());
  }

  private static void addNumbers(Summary.Builder summary, String group, JsonNode figures) {
    figures.properties().stream()
        .filter(figure -> figure.getValue().isNumber())
        .map(figure -> Summaries.scalar(group + figure.getKey(), figure.getValue().doubleValue()))
        .forEach(summary::addValue);
  }

  @Override
  public void guarded(GuardEvent event) {
    if (event.kind() == GuardEvent.Kind.ROLLED_BACK) {
      rollBack = event;
    } else {
      write(event.step(), text(event));
    }
  }

  private static Summary.Value text(GuardEvent event) {
    return Summaries.text("guards", event.kind() + ": " + event.message());
  }

  @Override
  public void finished(TrainingResult result) {
    if (result.last() != null && result.last().step() != writtenStep) {
      write(result.last());
    }
    if (!result.stoppedEarly()) {
      write(result.steps(), HyperParameters.end(opened().now()));
    }
  }

  private void write(StepResult result) {
    double factor = options.rateFactor(result.step(), result.attempt());
    write(
        result.step(),
        Summaries.scalar("loss/discriminator", result.lossDiscriminator()),
        Summaries.scalar("loss/discriminator_real", result.lossReal()),
        Summaries.scalar("loss/discriminator_fake", result.lossFake()),
        Summaries.scalar("loss/generator", result.lossGenerator()),
        Summaries.scalar(
            "learning_rate/generator", factor * options.recipe().generatorAdam().learningRate()),
        Summaries.scalar(
            "learning_rate/discriminator",
            factor * options.recipe().discriminatorAdam().learningRate()),
        Summaries.scalar("progress/epoch", result.epoch()),
        Summaries.scalar("progress/images_per_second", result.imagesPerSecond()));
    writtenStep = result.step();
  }

  private void write(long step, Summary.Value... values) {
    Summary.Builder summary = Summary.newBuilder();
    for (Summary.Value value : values) {
      summary.addValue(value);
    }
    opened().write(step, summary.build());
  }

  private EventFile opened() {
    if (file == null) {
      throw new IllegalStateException(
          "EventLog has no file yet: call started(...) before any other method");
    }
    return file;
  }
}
