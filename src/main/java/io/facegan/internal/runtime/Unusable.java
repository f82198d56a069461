package io.facegan.internal.runtime;

/** Reports in one line why no GPU can be used, and the remedy. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1;

  Unusable(String message) {
    super(message);
  }

  Unusable(String message, Throwable cause) {
    super(message, cause);
  }
}
