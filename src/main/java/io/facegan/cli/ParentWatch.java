package io.facegan.cli;

import java.io.IOException;

/**
 * Ends a worker that {@link LocalWorkers} started when that process is gone: it holds this one's
 * standard input open and writes nothing.
 */
final class ParentWatch {
  static final String PROPERTY = "facegan.localWorker";
  private static final int AS_BY_KILL = 143;

  /** Begins to watch, if this is such a worker. */
  static void start() {
    if (Boolean.getBoolean(PROPERTY)) {
      Thread watch = new Thread(ParentWatch::waitForTheEnd, "facegan-parent");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void waitForTheEnd() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException gone) {
      // That is an end, too.
    }
    // A training then stops in order, as it does by a signal.
    System.exit(AS_BY_KILL);
  }

  private ParentWatch() {}
}
