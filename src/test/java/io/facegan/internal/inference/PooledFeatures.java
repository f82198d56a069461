package io.facegan.internal.inference;

import io.facegan.internal.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Models of features as other people have them: the means of the cells of a 4x4 grid. */
public final class PooledFeatures {
  private PooledFeatures() {}

  /** Writes one for images with these sides, -1 for any. */
  public static void write(Path folder, long height, long width) throws IOException {
    write(folder, Shape.of(-1, height, width, 3), 1);
  }

  /** Writes one for images of 64x64, of operations with gradients. */
  public static void writeSmooth(Path folder) throws IOException {
    TensorFlowRuntime.loadToBuild();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 64, 64, 3)));
      Operand<TFloat32> small =
          tf.nn.avgPool(images, List.of(1L, 16L, 16L, 1L), List.of(1L, 16L, 16L, 1L), "VALID");
      Operand<TFloat32> features = tf.reshape(small, tf.constant(new int[] {-1, 4 * 4 * 3}));
      save(folder, images, features, session);
    }
  }

  /**
   * Writes one.
   *
   * @param input shape of the images
   * @param factor of the features
   */
  static void write(Path folder, Shape input, float factor) throws IOException {
    TensorFlowRuntime.loadToBuild();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images = tf.placeholder(TFloat32.class, Placeholder.shape(input));
      Operand<TFloat32> small = tf.image.resizeArea(images, tf.constant(new int[] {4, 4}));
      Operand<TFloat32> rows = tf.reshape(small, tf.constant(new int[] {-1, 4 * 4 * 3}));
      Operand<TFloat32> features = tf.math.mul(rows, tf.constant(factor));
      save(folder, images, features, session);
    }
  }

  private static void save(
      Path folder, Operand<TFloat32> images, Operand<TFloat32> features, Session session)
      throws IOException {
    Signature signature =
        Signature.builder().input("pixels", images).output("rows", features).build();
    SavedModelBundle.exporter(folder.toString())
        .withTags("serve")
        .withFunction(SessionFunction.create(signature, session))
        .export();
  }
}
