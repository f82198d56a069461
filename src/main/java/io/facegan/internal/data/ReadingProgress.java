package io.facegan.internal.data;

import io.facegan.internal.util.Text;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Reports at intervals how many images of a collection have been read; silent for short work. */
public final class ReadingProgress implements LongConsumer {
  private final String verb;
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
    this.verb = verb;
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
              "%s %,d of %,d images (%d%%), %,.0f per second, %,.0f s left",
              verb, done, all, 100 * done / all, speed, (all - done) / speed));
    }
  }
}
