package io.facegan.internal.graph;

import io.facegan.network.Networks;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What a discriminator knows of labels: a trained vector for each. The logit of an image grows by
 * the product of its label's vector with what the last layer takes (Miyato and Koyama, "cGANs with
 * Projection Discriminator", 2018).
 */
final class LabelProjection {
  /** The name of the variable, labels x values that the last layer takes. */
  static final String TABLE = "discriminator/labels/projection";

  /**
   * Creates the variable, at first zeros: labels do not count until they are learnt. Nothing for
   * networks without labels.
   */
  static List<Variables.Variable> create(
      Networks networks, Variables variables, Initializers initializers) {
    if (networks.labels().isNone()) {
      return List.of();
    }
    Shape shape = shape(networks);
    return List.of(variables.create(TABLE, shape, initializers.constant(shape, 0)));
  }

  /** Returns the shape of the variable as layers have theirs; none for networks without labels. */
  static Map<String, Map<String, Shape>> shapes(Networks networks) {
    return networks.labels().isNone()
        ? Map.of()
        : Map.of("discriminator/labels", Map.of("projection", shape(networks)));
  }

  private static Shape shape(Networks networks) {
    return Shape.of(networks.labels().count(), networks.judgedFeatures());
  }

  /**
   * Adds the products to the logits of a pass.
   *
   * @param labels one for each image, or null of networks without labels: then nothing is added
   */
  static ForwardPass add(
      Ops tf, VariableReads reads, LabelRows rows, ForwardPass pass, Operand<TInt64> labels) {
    if (labels != null) {
      Operand<TFloat32> vectors = rows.of(tf, reads.get(TABLE).value(), labels);
      Operand<TFloat32> products =
          tf.reshape(
              tf.sum(
                  tf.math.mul(Casts.wide(tf, pass.features()), vectors),
                  tf.constant(new int[] {1})),
              tf.constant(new int[] {-1, 1}));
      pass.setCurrent(tf.math.add(pass.output(), products));
    }
    return pass;
  }

  private LabelProjection() {}
}
