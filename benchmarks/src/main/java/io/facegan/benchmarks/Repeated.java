package io.facegan.benchmarks;

import java.util.concurrent.Callable;

/** Times something short, once Java has compiled what it runs often. */
final class Repeated {
  private static final double WARM_UP_SECONDS = 3;

  private Repeated() {}

  /** Runs it for some seconds, and then so often as is measured; returns the times in seconds. */
  static double[] seconds(int count, Callable<?> once) throws Exception {
    long start = System.nanoTime();
    int runs = 0;
    while (runs < Settings.WARM_UP || secondsSince(start) < WARM_UP_SECONDS) {
      once.call();
      runs++;
    }
    double[] seconds = new double[count];
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      once.call();
      seconds[i] = secondsSince(begin);
    }
    return seconds;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
