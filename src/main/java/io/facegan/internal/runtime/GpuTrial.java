package io.facegan.internal.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Lets TensorFlow convolve and multiply a little on the GPU, for the driver and the libraries may
 * all be there and still not serve: then it is better to know before a training than in it.
 */
final class GpuTrial {
  private static final int SIDE = 8;
  private static final float ONES_AROUND = 9;

  /** Tries a GPU; tests stand in for it. */
  interface Trial {
    /** Returns why it does not work, in one line, nothing if it does. */
    Optional<String> obstacle(Placement placement);
  }

  static Optional<String> obstacle(Placement placement) {
    TensorFlowRuntime.load();
    ConfigProto config = SessionConfig.onto(placement);
    return obstacle(() -> compute(config, DeviceSpec.DeviceType.GPU));
  }

  /** Judges a computation by its result. */
  static Optional<String> obstacle(Supplier<Float> computation) {
    try {
      float found = computation.get();
      float expected = (SIDE - 2) * (SIDE - 2) * ONES_AROUND * ONES_AROUND;
      return found == expected
          ? Optional.empty()
          : Optional.of(
              "TensorFlow computes %s on it where %s is right: see what nvidia-smi says"
                  .formatted(found, expected));
    } catch (RuntimeException failure) {
      String reason = TensorFlowFailures.reason(failure).orElseThrow(() -> failure);
      return Optional.of(
          ("TensorFlow cannot compute on it (%s): see its own messages on standard error with"
                  + " TF_CPP_MIN_LOG_LEVEL=0")
              .formatted(reason));
    }
  }

  static float compute(ConfigProto config, DeviceSpec.DeviceType type) {
    try (Graph graph = new Graph()) {
      Ops tf =
          Ops.create(graph)
              .withDevice(DeviceSpec.newBuilder().deviceType(type).deviceIndex(0).build());
      Operand<TFloat32> image = tf.fill(tf.constant(new int[] {1, SIDE, SIDE, 1}), tf.constant(1f));
      Operand<TFloat32> kernel = tf.fill(tf.constant(new int[] {3, 3, 1, 1}), tf.constant(1f));
      Operand<TFloat32> convolved = tf.nn.conv2d(image, kernel, List.of(1L, 1L, 1L, 1L), "VALID");
      Operand<TFloat32> row = tf.reshape(convolved, tf.constant(new int[] {1, -1}));
      Operand<TFloat32> product =
          tf.linalg.matMul(row, tf.reshape(convolved, tf.constant(new int[] {-1, 1})));
      try (Session session = new Session(graph, config);
          Result result = session.runner().fetch(product).run()) {
        return ((TFloat32) result.get(0)).getFloat(0, 0);
      }
    }
  }

  private GpuTrial() {}
}
