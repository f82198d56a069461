package io.facegan.internal.util;

/** What another thread threw, on its way to the caller of this one. */
public final class Thrown {
  /**
   * Throws an error.
   *
   * @return an exception for the caller to throw: the same one if it is unchecked, else one with it
   *     as its cause
   */
  public static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException same ? same : new IllegalStateException(thrown);
  }

  private Thrown() {}
}
