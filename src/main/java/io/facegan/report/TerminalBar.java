package io.facegan.report;

import io.facegan.train.StepResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar that is redrawn in one line of a terminal. */
final class TerminalBar implements ProgressDisplay {
  /** Stands for the width that the terminal has. */
  static final int TERMINAL_WIDTH = -1;

  private static final int REDRAW_MILLIS = 500;
  private static final int COVERED = 120;

  private final PrintStream out;
  private final int batchSize;
  private final int width;
  private ProgressBar bar;
  private volatile StepResult latest;

  /**
   * Creates a bar that is first drawn with the first step.
   *
   * @param width columns, or {@link #TERMINAL_WIDTH}
   */
  TerminalBar(PrintStream out, int batchSize, int width) {
    this.out = out;
    this.batchSize = batchSize;
    this.width = width;
  }

  @Override
  public void step(StepResult result) {
    latest = result;
    if (bar == null) {
      // A resumed training does not start at 0.
      bar = draw(result.step() - 1, result.totalSteps());
    }
    bar.setExtraMessage(ProgressText.speed(result) + ", " + ProgressText.losses(result));
    bar.stepTo(result.step());
  }

  /** {@inheritDoc} The bar is drawn again below it. */
  @Override
  public void say(String line) {
    // Spaces, because the bar may be longer than the line that takes its place.
    out.print(
        "\r" + line + " ".repeat(Math.max(0, COVERED - line.length())) + System.lineSeparator());
    out.flush();
  }

  @Override
  public void close() {
    if (bar == null) {
      return;
    }
    // A pending interrupt would be swallowed by the bar, which then would not wait for its thread.
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
        .setConsumer(new OneLine(out, width))
        .build();
  }

  private Optional<Duration> timeLeft() {
    return ProgressText.timeLeft(latest, batchSize);
  }

  /** Leaves the line end to the display, because a bar closed very early would not write one. */
  private static final class OneLine extends ConsoleProgressBarConsumer {
    private final PrintStream out;

    OneLine(PrintStream out, int width) {
      super(out, width);
      this.out = out;
    }

    @Override
    public void accept(String line) {
      super.accept(line);
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
