package io.facegan.internal.runtime;

import io.facegan.error.FaceGanException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Tells TensorFlow's exceptions from all others. They share a package but no type: that for an
 * invalid argument is an {@link IllegalArgumentException}, that for a missing kernel or library an
 * {@link UnsupportedOperationException}.
 */
public final class TensorFlowFailures {
  private static final String PACKAGE = TensorFlowException.class.getPackageName();

  /** Which has the same status as a lack of memory. */
  private static final String DISK_FULL = "No space left on device";

  private static final Pattern NODE = Pattern.compile("\\{\\{node ([^}]+)}}");

  /** Returns what TensorFlow says, in one line; nothing if the failure is not TensorFlow's. */
  public static Optional<String> reason(Throwable failure) {
    if (!failure.getClass().getPackageName().equals(PACKAGE)) {
      return Optional.empty();
    }
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    // Of several errors the first line only gives the number.
    String words =
        message
            .lines()
            .map(line -> line.strip().replaceFirst("\\.$", ""))
            .filter(line -> !line.isEmpty() && !line.endsWith("root error(s) found"))
            .findFirst()
            .orElse(failure.getClass().getSimpleName());
    Matcher node = NODE.matcher(message);
    return Optional.of(
        !node.find() || words.contains(node.group()) ? words : words + " in " + node.group(1));
  }

  /**
   * Explains a failure that the user can mend, such as that of a file.
   *
   * @param what cannot be done
   * @return what to throw: the failure itself if it is not TensorFlow's
   */
  public static RuntimeException explained(RuntimeException failure, String what) {
    return reason(failure)
        .<RuntimeException>map(reason -> new FaceGanException(what + ": " + reason, failure))
        .orElse(failure);
  }

  /** Whether TensorFlow had not enough memory, or its device had not. */
  public static boolean isOutOfMemory(Throwable failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    if (failure instanceof TFResourceExhaustedException) {
      return !message.contains(DISK_FULL);
    }
    return reason(failure).isPresent()
        && GpuFailure.in(message).filter(GpuFailure.OUT_OF_MEMORY::equals).isPresent();
  }

  /**
   * Explains a failure if memory is short.
   *
   * @param what there is not enough memory for
   * @param remedy what to do
   * @return what to throw: the failure itself if it is another
   */
  public static RuntimeException ifOutOfMemory(
      RuntimeException failure, String what, String remedy) {
    return isOutOfMemory(failure)
        ? new FaceGanException(
            "not enough memory %s (%s): %s".formatted(what, reason(failure).orElseThrow(), remedy),
            failure)
        : failure;
  }

  private TensorFlowFailures() {}
}
