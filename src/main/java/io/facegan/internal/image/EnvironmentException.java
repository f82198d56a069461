package io.facegan.internal.image;

import java.io.IOException;

/**
 * An image cannot be read here and now: the heap is too small, the disk fails, a decoder is
 * missing. With another heap, on another machine or at another moment it may be.
 */
public final class EnvironmentException extends IOException {
  private static final long serialVersionUID = 1;

  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
