package io.facegan.internal.report;

import io.facegan.internal.util.Terminal;
import io.facegan.internal.util.Text;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Shows the progress of a training on the console: steps, images per second, the losses of the
 * discriminator (D) and the generator (G), the time left, and a summary at the end. A terminal gets
 * one line that is drawn over; other outputs get a plain line at most every 10 seconds and at the
 * end.
 *
 * <p>A training that fails does not call {@link #finished}: close the listener then, so that the
 * line of the last step ends. Closing it again has no effect.
 */
public final class ConsoleProgress implements TrainingListener, AutoCloseable {
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int NO_WINDOW = 80;

  private final PrintStream out;
  private final boolean terminal;
  private final IntSupplier columns;
  private final LongSupplier nanoTime;
  private Display display;
  private Optional<String> memory = Optional.empty();

  /**
   * Creates a listener that draws a bar if the stream is {@code System.out} or {@code System.err}
   * and goes to a terminal, and writes plain lines otherwise.
   */
  public ConsoleProgress(PrintStream out) {
    this(
        out,
        Terminal.columns(out).isPresent(),
        // The window can be closed meanwhile.
        () -> Terminal.columns(out).orElse(NO_WINDOW),
        System::nanoTime);
  }

  ConsoleProgress(PrintStream out, boolean terminal, IntSupplier columns, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.columns = columns;
    this.nanoTime = nanoTime;
  }

  @Override
  public void started(TrainingStart start) {
    close();
    out.println(
        Text.format(
            "training %s%s, run folder %s",
            Text.count(start.totalSteps(), "step"),
            start.step() == 0 ? "" : Text.format(" (%,d done)", start.step()),
            start.runFolder()));
    out.flush();
    display =
        terminal
            ? new TerminalBar(out, start.batchSize(), columns, nanoTime)
            : new PlainLines(out, start.batchSize(), nanoTime);
  }

  @Override
  public void stepped(StepResult result) {
    if (display == null) {
      throw new IllegalStateException(
          "ConsoleProgress is not started, or is closed: call started(...) before step "
              + result.step());
    }
    display.step(result);
  }

  /** Shows the event in a line, unless it ends the training: then the exception reports it. */
  @Override
  public void guarded(GuardEvent event) {
    if (display != null && event.kind() != GuardEvent.Kind.STOPPED) {
      display.print(event.kind() + ": " + event.message());
    }
  }

  /** Remembers the memory use of the last measured step for the summary. */
  @Override
  public void evaluated(Evaluation evaluation) {
    memory = EvaluationText.allocated(EvaluationText.OF_TRAINING, evaluation.memory());
  }

  @Override
  public void finished(TrainingResult result) {
    close();
    out.println(summary(result) + memory.map(line -> "; memory: " + line).orElse(""));
    out.flush();
  }

  /** Shows the last step and stops showing progress. */
  @Override
  public void close() {
    if (display != null) {
      display.close();
      display = null;
    }
  }

  private static String summary(TrainingResult result) {
    long millis = (long) (result.seconds() * MILLIS_PER_SECOND);
    String time = ProgressText.duration(Duration.ofMillis(millis));
    StepResult last = result.last();
    if (last == null) {
      return "no step was made in " + time;
    }
    return Text.format(
        "%s at step %,d of %,d after %s",
        result.stoppedEarly() ? "stopped early" : "finished", last.step(), last.totalSteps(), time);
  }

  /** Shows progress, step by step, until it is closed. */
  interface Display extends AutoCloseable {
    void step(StepResult result);

    /** Shows a line that stays. */
    void print(String line);

    /** Shows the last step and ends its line. */
    @Override
    void close();
  }
}
