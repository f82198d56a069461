package io.facegan.internal.cluster;

import io.facegan.error.FaceGanException;
import java.time.Duration;
import java.util.Optional;

/** Why a cluster has ended before its time: the first reason counts. */
final class Loss {
  /** Why a worker fails that was stopped while the others were still missing. */
  static final String STOPPED = "it was stopped before the first step";

  private FaceGanException first;
  private boolean over;
  private Runnable listener;

  static String gone(String worker, String why) {
    return "%s was lost: %s; start all workers again, with resume or --or-resume, and the run goes on from its newest checkpoint"
        .formatted(worker, why);
  }

  static String failed(String worker, String why) {
    return "%s failed: %s".formatted(worker, why);
  }

  /** Returns whether this is the reason, and no end that was meant or other reason before it. */
  synchronized boolean set(String line) {
    if (over || first != null) {
      return false;
    }
    first = new FaceGanException(line);
    notifyAll();
    return true;
  }

  /** Tells the listener, if it has not been told yet. */
  void announce() {
    Runnable told;
    synchronized (this) {
      told = listener;
      listener = null;
    }
    if (told != null) {
      told.run();
    }
  }

  /** From here on nothing is a loss. */
  synchronized void end() {
    over = true;
    notifyAll();
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Has somebody told of it once, at once if it is known already. */
  void tell(Runnable onLost) {
    boolean known;
    synchronized (this) {
      listener = onLost;
      known = first != null;
    }
    if (known) {
      announce();
    }
  }

  synchronized Optional<FaceGanException> get() {
    return Optional.ofNullable(first);
  }

  synchronized Optional<FaceGanException> get(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    long left = wait.toMillis();
    while (first == null && !over && left > 0) {
      wait(left);
      left = (end - System.nanoTime() + 999_999) / 1_000_000;
    }
    return get();
  }

  void check() {
    get()
        .ifPresent(
            lost -> {
              throw new FaceGanException(lost.getMessage(), lost);
            });
  }
}
