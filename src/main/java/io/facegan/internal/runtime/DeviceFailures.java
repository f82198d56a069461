package io.facegan.internal.runtime;

import io.facegan.error.FaceGanException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.exceptions.TensorFlowException;

/** Explains failures of a GPU in the middle of its work, which are no faults of FaceGan's. */
public final class DeviceFailures {
  /**
   * Explains a failure.
   *
   * @param failure anything that was thrown by what computes there, or by what that caused
   * @param placement where that computes
   * @param kept says what is left to go on with, in one line
   * @return what to throw, in one line with what happened, to which GPU, and what to do; the
   *     failure itself if it is none of a GPU
   */
  public static RuntimeException explained(
      RuntimeException failure, Placement placement, Supplier<String> kept) {
    Throwable cause = failure;
    while (cause != null && TensorFlowFailures.reason(cause).isEmpty()) {
      cause = cause.getCause();
    }
    if (placement.gpu().isEmpty() || cause == null) {
      return failure;
    }
    String reason = TensorFlowFailures.reason(cause).orElseThrow();
    // Says what cannot be done, such as for what there is not enough memory.
    String what =
        failure instanceof FaceGanException
            ? failure.getMessage() + "; "
            : "it failed (" + reason + "): ";
    return kind(failure, cause)
        .<RuntimeException>map(
            kind ->
                new FaceGanException(
                    "%s: %s%s; %s"
                        .formatted(placement.gpu().orElseThrow(), what, kind.remedy(), kept.get()),
                    failure))
        .orElse(failure);
  }

  private static Optional<GpuFailure> kind(Throwable failure, Throwable cause) {
    if (failure == cause && TensorFlowFailures.isOutOfMemory(cause)) {
      return Optional.of(GpuFailure.OUT_OF_MEMORY);
    }
    Optional<GpuFailure> told = GpuFailure.in(Objects.requireNonNullElse(cause.getMessage(), ""));
    // The class for what TensorFlow itself did not foresee. Of files it is wrapped.
    return told.isEmpty() && failure == cause && cause.getClass() == TensorFlowException.class
        ? Optional.of(GpuFailure.BROKEN)
        : told;
  }

  private DeviceFailures() {}
}
