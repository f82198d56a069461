package io.facegan.internal.report;

import io.facegan.internal.util.Text;
import io.facegan.train.StepResult;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Progress as one line of a terminal, with as much in it as has room, and a bar if that has. */
final class TerminalBar implements ConsoleProgress.Display {
  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final int SHORTEST_BAR = 10;
  private static final int LONGEST_BAR = 40;

  /**
   * Something to say of a step, in the order of the line.
   *
   * @param rank 0 for what is left out last
   */
  private record Part(int rank, String text) {}

  private final PrintStream out;
  private final int batchSize;
  private final IntSupplier columns;
  private final LongSupplier nanoTime;
  private StepResult latest;
  private boolean drawn;
  private long drawnNanos;

  /** The length of what stands in the line. */
  private int shown;

  /** Creates a line of so many columns, asked for each time that it is drawn. */
  TerminalBar(PrintStream out, int batchSize, IntSupplier columns, LongSupplier nanoTime) {
    this.out = out;
    this.batchSize = batchSize;
    this.columns = columns;
    this.nanoTime = nanoTime;
  }

  @Override
  public void step(StepResult result) {
    latest = result;
    if (!drawn || nanoTime.getAsLong() - drawnNanos >= REDRAW_NANOS) {
      draw();
    }
  }

  /** {@inheritDoc} The line replaces the bar, which is drawn again below. */
  @Override
  public void print(String line) {
    replace(line);
    out.println();
    out.flush();
    shown = 0;
  }

  @Override
  public void close() {
    if (latest != null) {
      draw();
      out.println();
      out.flush();
      latest = null;
    }
  }

  private void draw() {
    // The last column stays free: some terminals begin another line once it is written.
    replace(line(latest, columns.getAsInt() - 1));
    out.flush();
    drawn = true;
    drawnNanos = nanoTime.getAsLong();
  }

  private void replace(String line) {
    String rest = " ".repeat(Math.max(0, shown - line.length()));
    out.print((shown > 0 ? "\r" : "") + line + rest);
    shown = line.length();
  }

  private String line(StepResult result, int room) {
    String percent = Text.format("%3d%%", 100 * result.step() / result.totalSteps());
    List<Part> parts = parts(result);
    while (!parts.isEmpty()) {
      String words = parts.stream().map(Part::text).collect(Collectors.joining(", "));
      int free = room - percent.length() - 1 - words.length();
      if (free >= 0) {
        return percent + bar(result, free) + " " + words;
      }
      parts.remove(parts.stream().max(Comparator.comparingInt(Part::rank)).orElseThrow());
    }
    return percent.substring(0, Math.max(0, Math.min(room, percent.length())));
  }

  private List<Part> parts(StepResult result) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(2, Text.format("%,d/%,d", result.step(), result.totalSteps())));
    ProgressText.timeLeft(result, batchSize)
        .ifPresent(left -> parts.add(new Part(0, ProgressText.duration(left) + " left")));
    parts.add(new Part(3, ProgressText.speed(result)));
    parts.add(new Part(1, ProgressText.losses(result)));
    return parts;
  }

  /** Returns a bar for so many columns; nothing where it would be too short to read. */
  private static String bar(StepResult result, int free) {
    int length = Math.min(LONGEST_BAR, free - " []".length());
    if (length < SHORTEST_BAR) {
      return "";
    }
    int done = (int) (length * result.step() / result.totalSteps());
    return " [" + "=".repeat(done) + " ".repeat(length - done) + "]";
  }
}
