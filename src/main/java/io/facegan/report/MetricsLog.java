package io.facegan.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Writes {@code metrics.jsonl} into the run folder: one JSON object a line, with {@code step},
 * {@code epoch}, {@code pictures}, {@code loss_real}, {@code loss_fake}, {@code loss_generator} (in
 * nats), {@code pictures_per_second} and {@code seconds} (since this training started). Numbers
 * keep their full precision; NaN and infinities, which JSON cannot hold, are written as {@code
 * null}.
 *
 * <p>Each line is on disk, or at least with the operating system, before the next step begins. A
 * file that is there already is continued; where steps then repeat, the later line counts.
 */
public final class MetricsLog implements TrainingListener {
  private static final int DEFAULT_INTERVAL = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private final int interval;
  private final LongSupplier nanoTime;
  private Path runFolder;
  private long startNanos;
  private long writtenStep;

  /** Creates a log of every 10th step and the last. */
  public MetricsLog() {
    this(DEFAULT_INTERVAL);
  }

  /**
   * Creates a log of every n-th step and the last.
   *
   * @param interval n, at least 1
   * @throws IllegalArgumentException if the interval is below 1
   */
  public MetricsLog(int interval) {
    this(interval, System::nanoTime);
  }

  MetricsLog(int interval, LongSupplier nanoTime) {
    if (interval < 1) {
      throw new IllegalArgumentException(
          "metrics interval is " + interval + " steps: it must be at least 1");
    }
    this.interval = interval;
    this.nanoTime = nanoTime;
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  @Override
  public void started(TrainingStart start) {
    runFolder = start.runFolder();
    startNanos = nanoTime.getAsLong();
    writtenStep = 0;
    try {
      LineFile.open(file());
    } catch (IOException e) {
      throw WriteFailure.of(file(), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if training has not started
   */
  @Override
  public void stepped(StepResult result) {
    if (result.step() % interval == 0 || result.last()) {
      write(result);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if training has not started
   */
  @Override
  public void finished(TrainingResult result) {
    if (result.last() != null && result.last().step() != writtenStep) {
      write(result.last());
    }
  }

  private void write(StepResult result) {
    Path file = file();
    try {
      LineFile.append(file, line(result));
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
    writtenStep = result.step();
  }

  private Path file() {
    return Started.folder(runFolder, "MetricsLog").resolve("metrics.jsonl");
  }

  private String line(StepResult result) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("step", result.step());
    line.put("epoch", finiteOrNull(result.epoch()));
    line.put("pictures", result.pictures());
    line.put("loss_real", finiteOrNull(result.lossReal()));
    line.put("loss_fake", finiteOrNull(result.lossFake()));
    line.put("loss_generator", finiteOrNull(result.lossGenerator()));
    line.put("pictures_per_second", finiteOrNull(result.picturesPerSecond()));
    line.put("seconds", (nanoTime.getAsLong() - startNanos) / NANOS_PER_SECOND);
    return line.toString();
  }

  private static Double finiteOrNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
