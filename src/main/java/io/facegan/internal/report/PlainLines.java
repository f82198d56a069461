package io.facegan.internal.report;

import io.facegan.internal.util.Text;
import io.facegan.train.StepResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Progress as plain lines for logs and pipes: the first step, then a line every 10 seconds. */
final class PlainLines implements ConsoleProgress.Display {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final int batchSize;
  private final LongSupplier nanoTime;
  private StepResult unprinted;
  private boolean printedAny;
  private long printedNanos;

  PlainLines(PrintStream out, int batchSize, LongSupplier nanoTime) {
    this.out = out;
    this.batchSize = batchSize;
    this.nanoTime = nanoTime;
  }

  @Override
  public void step(StepResult result) {
    unprinted = result;
    if (!printedAny || nanoTime.getAsLong() - printedNanos >= INTERVAL_NANOS) {
      printStep();
    }
  }

  @Override
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {
    if (unprinted != null) {
      printStep();
    }
  }

  private void printStep() {
    out.println(line(unprinted));
    out.flush();
    unprinted = null;
    printedAny = true;
    printedNanos = nanoTime.getAsLong();
  }

  private String line(StepResult result) {
    String line =
        Text.format(
            "step %,d of %,d (%d%%), epoch %.2f, %s, %s",
            result.step(),
            result.totalSteps(),
            100 * result.step() / result.totalSteps(),
            result.epoch(),
            ProgressText.speed(result),
            ProgressText.losses(result));
    if (result.last()) {
      return line;
    }
    return ProgressText.timeLeft(result, batchSize)
        .map(left -> line + ", " + ProgressText.duration(left) + " left")
        .orElse(line);
  }
}
