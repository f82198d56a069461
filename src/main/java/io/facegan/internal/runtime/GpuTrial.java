package io.facegan.internal.runtime;

import io.facegan.internal.util.Text;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/**
 * Lets TensorFlow compute a little of everything on the GPU, for the driver and the libraries may
 * all be there and still not serve: then it is better to know before a training than in it.
 */
final class GpuTrial {
  /** Also what bfloat16 may round away. */
  private static final double TOLERANCE = 0.01;

  /** Tries a GPU; tests stand in for it. */
  interface Trial {
    /** Returns why it does not work, in one line, nothing if it does. */
    Optional<String> obstacle(Placement placement);
  }

  static Optional<String> obstacle(Placement placement) {
    TensorFlowRuntime.load();
    boolean bfloat16 = placement.gpu().filter(Gpu::hasBfloat16).isPresent();
    return obstacle(SessionConfig.onto(placement), DeviceType.GPU, bfloat16);
  }

  static Optional<String> obstacle(ConfigProto config, DeviceType type, boolean bfloat16) {
    try (Graph graph = new Graph()) {
      TrialComputations all = TrialComputations.in(graph, type, bfloat16);
      return judged(
          "its start",
          () -> {
            try (Session session = new Session(graph, config)) {
              return all.list().stream()
                  .map(one -> judged(one.what(), () -> difference(one, all.of(one, session))))
                  .flatMap(Optional::stream)
                  .findFirst();
            }
          });
    }
  }

  static Optional<String> difference(TrialComputations.Computation computation, float[] found) {
    float[] expected = computation.expected();
    for (int i = 0; i < expected.length; i++) {
      double allowed = TOLERANCE * Math.max(1, Math.abs(expected[i]));
      // Not "greater", which is false for a NaN.
      if (!(Math.abs(found[i] - expected[i]) <= allowed)) {
        return Optional.of(
            Text.format(
                "TensorFlow computes %.4f on it where %.4f is right (%s): see what nvidia-smi says",
                found[i], expected[i], computation.what()));
      }
    }
    return Optional.empty();
  }

  /** Judges a part of the trial by what it finds or throws. */
  static Optional<String> judged(String what, Supplier<Optional<String>> part) {
    try {
      return part.get();
    } catch (RuntimeException failure) {
      String reason = TensorFlowFailures.reason(failure).orElseThrow(() -> failure);
      return Optional.of(
          "TensorFlow cannot compute on it, %s fails (%s): %s"
              .formatted(what, reason, remedy(failure)));
    }
  }

  private static String remedy(RuntimeException failure) {
    return Optional.ofNullable(failure.getMessage())
        .flatMap(GpuFailure::in)
        .filter(kind -> kind != GpuFailure.BROKEN)
        .map(GpuFailure::remedy)
        .orElse("see its own messages on standard error with TF_CPP_MIN_LOG_LEVEL=0");
  }

  private GpuTrial() {}
}
