package io.facegan.internal.report;

import io.facegan.internal.util.WriteFailure;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Writes {@code metrics.jsonl} into the run folder: one JSON object per line, in the order of the
 * events. Every line has {@code step} and {@code attempt} (0, plus 1 for each roll-back by a
 * guard). The other keys are
 *
 * <ul>
 *   <li>for a step: {@code epoch}, {@code pictures} and, in nats, {@code loss_real}, {@code
 *       loss_fake}, {@code loss_generator};
 *   <li>for an evaluation: {@code evaluation} with the figures of {@link
 *       io.facegan.metric.ImageDiagnostics}, the distance of the mean losses from ln 2, and the
 *       generator's gradient as in {@link Evaluation};
 *   <li>for a guard: {@code event}, {@code guard} and {@code message}.
 * </ul>
 *
 * <p>{@code machine} holds what depends on the machine and the time: {@code pictures_per_second},
 * {@code seconds} since this training started, memory in bytes and, in the first line of each
 * training, the {@code device}. All else is the same, digit for digit, in every run with the same
 * options on the same kind of machine, whether it was interrupted and resumed or not. {@code "end":
 * true} marks a line that exists only because the run ended at that step; a resume removes it.
 *
 * <p>Numbers have their full precision. NaN and infinities, which JSON cannot represent, are {@code
 * null}. Each line is passed to the operating system before the next step begins.
 */
public final class MetricsLog implements TrainingListener {
  private static final int DEFAULT_INTERVAL = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private final int interval;
  private final LongSupplier nanoTime;
  private final String device;
  private boolean named;
  private Path runFolder;
  private long startNanos;
  private long writtenStep;

  /**
   * Creates a log of every 10th step and the last.
   *
   * @param device what the training computes on, in words
   */
  public MetricsLog(String device) {
    this(DEFAULT_INTERVAL, System::nanoTime, device);
  }

  MetricsLog() {
    this(DEFAULT_INTERVAL);
  }

  /** Creates a log of every n-th step and the last. */
  MetricsLog(int interval) {
    this(interval, System::nanoTime, null);
  }

  MetricsLog(int interval, LongSupplier nanoTime) {
    this(interval, nanoTime, null);
  }

  private MetricsLog(int interval, LongSupplier nanoTime, String device) {
    if (interval < 1) {
      throw new IllegalArgumentException(
          "metrics interval is " + interval + " steps: it must be at least 1");
    }
    this.interval = interval;
    this.nanoTime = nanoTime;
    this.device = device;
  }

  /**
   * Removes the lines that an earlier training of the run wrote after the checkpoint at which this
   * one continues.
   */
  @Override
  public void started(TrainingStart start) {
    runFolder = start.runFolder();
    startNanos = nanoTime.getAsLong();
    writtenStep = 0;
    named = device == null;
    MetricsFile.begin(file(), start);
  }

  @Override
  public void stepped(StepResult result) {
    if (result.step() % interval == 0 || result.last()) {
      write(result);
    }
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    write(MetricsLine.of(evaluation));
  }

  @Override
  public void guarded(GuardEvent event) {
    write(MetricsLine.of(event));
  }

  @Override
  public void finished(TrainingResult result) {
    if (result.last() != null && result.last().step() != writtenStep) {
      write(result.last());
    }
  }

  private void write(StepResult result) {
    write(
        MetricsLine.of(result, result.step() % interval != 0)
            .machine("seconds", (nanoTime.getAsLong() - startNanos) / NANOS_PER_SECOND));
    writtenStep = result.step();
  }

  private void write(MetricsLine line) {
    Path file = file();
    if (!named) {
      line.device(device);
      named = true;
    }
    try {
      MetricsFile.append(file, line);
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }

  private Path file() {
    return Started.folder(runFolder, "MetricsLog").resolve(MetricsFile.NAME);
  }
}
