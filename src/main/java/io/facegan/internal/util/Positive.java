package io.facegan.internal.util;

import io.facegan.error.FaceGanException;

/** Checks counts. */
public final class Positive {
  /**
   * Returns the value.
   *
   * @throws FaceGanException if it is below 1
   */
  public static int check(String name, int value) {
    return (int) check(name, (long) value);
  }

  /**
   * Returns the value.
   *
   * @throws FaceGanException if it is below 1
   */
  public static long check(String name, long value) {
    if (value < 1) {
      throw new FaceGanException(name + " is " + value + ": it must be at least 1");
    }
    return value;
  }

  private Positive() {}
}
