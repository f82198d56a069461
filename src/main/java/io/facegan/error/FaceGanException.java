package io.facegan.error;

/**
 * Something that the user of the library can put right: an option out of its range, a file that is
 * damaged, options that do not fit together, a device that is missing. The message is one line and
 * names the thing, the value that it had, what was expected, and what to do.
 *
 * <p>Files that cannot be read or written are reported as {@link java.io.UncheckedIOException}
 * instead, and calls in a wrong order, such as those of a closed object, as {@link
 * IllegalStateException}. Anything else that the library throws is a fault in the library.
 */
public class FaceGanException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line for people
   */
  public FaceGanException(String message) {
    super(message);
  }

  /**
   * @param message one line for people
   * @param cause what led to it
   */
  public FaceGanException(String message, Throwable cause) {
    super(message, cause);
  }
}
