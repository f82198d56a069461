package io.facegan.error;

/**
 * A problem that the user of the library can fix: an option out of range, options that contradict
 * each other, a damaged file, a missing device. The message is one line that names the thing, its
 * value, what was expected, and what to do.
 *
 * <p>Files that cannot be read or written cause an {@link java.io.UncheckedIOException} instead.
 * Calls in a wrong order, such as those on a closed object, cause an {@link IllegalStateException}.
 * Any other exception is a bug in the library.
 */
public class FaceGanException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line
   */
  public FaceGanException(String message) {
    super(message);
  }

  /**
   * @param message one line
   * @param cause the cause
   */
  public FaceGanException(String message, Throwable cause) {
    super(message, cause);
  }
}
