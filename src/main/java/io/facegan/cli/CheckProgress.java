package io.facegan.cli;

import io.facegan.internal.util.Text;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Reports the progress of a check every few seconds; prints nothing for a short one. */
final class CheckProgress implements LongConsumer {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(3);

  private final long all;
  private final PrintWriter err;
  private final LongSupplier nanos;
  private long told;

  CheckProgress(long all, PrintWriter err) {
    this(all, err, System::nanoTime);
  }

  CheckProgress(long all, PrintWriter err, LongSupplier nanos) {
    this.all = all;
    this.err = err;
    this.nanos = nanos;
    told = nanos.getAsLong();
  }

  @Override
  public void accept(long done) {
    long now = nanos.getAsLong();
    if (now - told >= INTERVAL) {
      told = now;
      err.println(Text.format("checked %,d of %,d images (%d%%)", done, all, 100 * done / all));
      err.flush();
    }
  }
}
