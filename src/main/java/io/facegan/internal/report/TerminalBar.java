package io.facegan.internal.report;

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

  private final PrintStream out;
  private final int batchSize;
  private final int width;
  private ProgressBar bar;
  private volatile StepResult latest;

  /** How many characters of the line the bar has filled; guarded by the stream. */
  private int shown;

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

  /** {@inheritDoc} It takes the place of the bar, which is drawn again below it. */
  @Override
  public void say(String line) {
    synchronized (out) {
      // Spaces, because the bar may be longer than the line.
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
        .setConsumer(new OneLine())
        .build();
  }

  private Optional<Duration> timeLeft() {
    return ProgressText.timeLeft(latest, batchSize);
  }

  /** Leaves the line end to the display, because a bar closed very early would not write one. */
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
