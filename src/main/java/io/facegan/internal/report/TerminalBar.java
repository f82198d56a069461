package io.facegan.internal.report;

import io.facegan.train.StepResult;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar in one line of a terminal. */
final class TerminalBar implements ConsoleProgress.Display {
  /** Stands for the actual width of the terminal. */
  static final int TERMINAL_WIDTH = -1;

  private static final int REDRAW_MILLIS = 500;

  private final PrintStream out;
  private final int batchSize;
  private final int width;
  private ProgressBar bar;
  private volatile StepResult latest;

  /** The length of the bar in characters; guarded by the stream. */
  private int shown;

  /** Creates a bar of so many columns, first drawn with the first step. */
  TerminalBar(PrintStream out, int batchSize, int width) {
    this.out = out;
    this.batchSize = batchSize;
    this.width = width;
  }

  /** Returns whether a stream is a standard stream of a program that runs in a terminal. */
  static boolean isTerminal(PrintStream out) {
    return (out == System.out || out == System.err) && isTerminal(System.console());
  }

  // From Java 22 on, System.console() may exist without a terminal; Console.isTerminal() tells.
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  @Override
  public void step(StepResult result) {
    latest = result;
    if (bar == null) {
      // The first step of a resumed training is not 1.
      bar = draw(result.step() - 1, result.totalSteps());
    }
    bar.setExtraMessage(ProgressText.speed(result) + ", " + ProgressText.losses(result));
    bar.stepTo(result.step());
  }

  /** {@inheritDoc} The line replaces the bar, which is redrawn below. */
  @Override
  public void print(String line) {
    synchronized (out) {
      // Overwrites the rest of a bar that is longer than the line.
      String rest = " ".repeat(Math.max(0, shown - line.length()));
      out.print((shown > 0 ? "\r" : "") + line + rest + System.lineSeparator());
      out.flush();
      shown = 0;
    }
  }

  @Override
  public void close() {
    if (bar == null) {
      return;
    }
    // With a pending interrupt the bar would not wait for its thread and would clear the interrupt.
    boolean interrupted = Thread.interrupted();
    bar.close();
    bar = null;
    out.println();
    out.flush();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ProgressBar draw(long firstStep, long totalSteps) {
    return new ProgressBarBuilder()
        .setTaskName("")
        .setInitialMax(totalSteps)
        .startsFrom(firstStep, Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .continuousUpdate()
        .setEtaFunction(state -> timeLeft())
        .setConsumer(new OneLine())
        .build();
  }

  private Optional<Duration> timeLeft() {
    return ProgressText.timeLeft(latest, batchSize);
  }

  /** Writes no line end on closing: a bar closed early would not, so the display does. */
  private final class OneLine extends ConsoleProgressBarConsumer {
    OneLine() {
      super(out, width);
    }

    @Override
    public void accept(String line) {
      synchronized (out) {
        super.accept(line);
        out.flush();
        shown = Math.min(line.length(), getMaxRenderedLength());
      }
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
