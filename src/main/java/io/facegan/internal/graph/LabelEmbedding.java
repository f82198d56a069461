package io.facegan.internal.graph;

import io.facegan.network.Networks;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** What a generator knows of labels: a trained vector for each, which stands behind the latent. */
public final class LabelEmbedding {
  /** The name of the variable, labels x values. */
  public static final String TABLE = "generator/labels/embedding";

  /** Creates the variable, at first drawn as latents are; nothing for networks without labels. */
  static List<Variables.Variable> create(
      Networks networks, Variables variables, Initializers initializers) {
    if (networks.labels().isNone()) {
      return List.of();
    }
    Shape shape = shape(networks);
    return List.of(variables.create(TABLE, shape, initializers.latents(shape)));
  }

  /** Returns the shape of the variable as layers have theirs; none for networks without labels. */
  static Map<String, Map<String, Shape>> shapes(Networks networks) {
    return networks.labels().isNone()
        ? Map.of()
        : Map.of("generator/labels", Map.of("embedding", shape(networks)));
  }

  private static Shape shape(Networks networks) {
    return Shape.of(networks.labels().count(), networks.labels().embedding());
  }

  /**
   * Joins the vectors of labels to latents.
   *
   * @param latents n x latent size
   * @param labels n, or null of networks without labels: then the latents are returned
   */
  static Operand<TFloat32> join(
      Ops tf,
      VariableReads reads,
      LabelRows rows,
      Operand<TFloat32> latents,
      Operand<TInt64> labels) {
    if (labels == null) {
      return latents;
    }
    Operand<TFloat32> vectors = rows.of(tf, reads.get(TABLE).value(), labels);
    return tf.concat(List.of(latents, vectors), tf.constant(1));
  }

  private LabelEmbedding() {}
}
