package io.facegan.internal.data;

import io.facegan.internal.util.Text;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Says from time to time how far the reading of a large collection has come. */
public final class ReadingNotes implements LongConsumer {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final int all;
  private final Consumer<String> notes;
  private final long started = System.nanoTime();
  private long told = started;

  public ReadingNotes(int all, Consumer<String> notes) {
    this.all = all;
    this.notes = notes;
  }

  @Override
  public void accept(long done) {
    long now = System.nanoTime();
    if (now - told >= INTERVAL) {
      told = now;
      double speed = done / ((now - started) / 1e9);
      notes.accept(
          Text.format(
              "read %,d of %,d pictures (%d%%), %,.0f a second, %,.0f s left",
              done, all, 100 * done / all, speed, (all - done) / speed));
    }
  }
}
