package io.facegan.internal.data;

import io.facegan.internal.util.Text;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Reports at intervals how many images of a collection have been read, or how much of other work is
 * done; silent for short work.
 */
public final class ReadingProgress implements LongConsumer {
  private final String verb;
  private final String things;
  private final int all;
  private final Duration interval;
  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private final long started;
  private long reported;

  /**
   * @param verb what is done with the images, for example {@code read}
   * @param all the number of images
   * @param lines receives the reports
   */
  public ReadingProgress(String verb, int all, Duration interval, Consumer<String> lines) {
    this(verb, all, interval, lines, System::nanoTime);
  }

  public ReadingProgress(
      String verb, int all, Duration interval, Consumer<String> lines, LongSupplier nanoTime) {
    this(verb, all, "images", interval, lines, nanoTime);
  }

  /**
   * @param verb what is done with them, for example {@code made}
   * @param things what is counted, for example {@code steps}
   */
  public ReadingProgress(
      String verb,
      int all,
      String things,
      Duration interval,
      Consumer<String> lines,
      LongSupplier nanoTime) {
    this.verb = verb;
    this.things = things;
    this.all = all;
    this.interval = interval;
    this.lines = lines;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
    reported = started;
  }

  @Override
  public void accept(long done) {
    long now = nanoTime.getAsLong();
    if (now - reported >= interval.toNanos()) {
      reported = now;
      double speed = done / ((now - started) / 1e9);
      lines.accept(
          Text.format(
              "%s %,d of %,d %s (%d%%), %,.0f per second, %,.0f s left",
              verb, done, all, things, 100 * done / all, speed, (all - done) / speed));
    }
  }
}
