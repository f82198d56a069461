package io.facegan.internal.graph;

import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** The step of a search for the latents of photos that a served model makes for its callers. */
final class ServedProjection {
  /** Lengths below it are those of nothing. */
  private static final float LEAST = 1e-6f;

  private final Ops tf;
  private final ServedSignature signature;

  /**
   * @param drawn the generator's variables
   * @param generator the statistics that its batch norm uses
   * @param judging the discriminator's variables
   * @param discriminator the statistics that its batch norm uses
   */
  ServedProjection(
      Graph graph,
      Ops tf,
      Recipe recipe,
      VariableReads drawn,
      Normalization generator,
      VariableReads judging,
      Normalization discriminator,
      CallLimit limit,
      ServedLabels labels) {
    this.tf = tf;
    Networks networks = recipe.networks();
    Shape images = Shapes.batch(-1, networks.imageShape());
    Shape latents = Shapes.latents(networks);
    Operand<TUint8> photos =
        tf.withName("projected_photos").placeholder(TUint8.class, Placeholder.shape(images));
    Operand<TFloat32> given =
        tf.withName("latents_to_move").placeholder(TFloat32.class, Placeholder.shape(latents));
    // A check of the shape itself would have no gradient.
    Operand<TFloat32> checked = limit.hold(tf, asMany(given, photos));
    // Their number is compared with that of the photos, for no gradient goes through these.
    Operand<TFloat32> joined =
        LabelEmbedding.join(tf, drawn, LabelRows.LOOKED_UP, checked, labels.of(photos));
    Operand<TFloat32> generated = pass(networks.generator(), drawn, joined, generator).output();
    Operand<TFloat32> seen =
        features(
            pass(networks.discriminator(), judging, generated, discriminator),
            pass(
                networks.discriminator(), judging, PixelBytes.toFloats(tf, photos), discriminator));
    ServedSignature alone =
        new ProjectionStep(
                graph,
                tf,
                new ProjectionStep.Search(
                    photos, given, generated, networks.imageShape(), networks.latentSize()),
                List.of(seen),
                null)
            .signature();
    List<ServedSignature.Tensor> inputs = new ArrayList<>(alone.inputs());
    inputs.addAll(labels.inputs());
    signature = new ServedSignature(alone.name(), alone.meaning(), inputs, alone.outputs());
  }

  private ForwardPass pass(
      NetworkSpec network,
      VariableReads variables,
      Operand<TFloat32> input,
      Normalization normalization) {
    return new NetworkGraph(tf, network, variables, ConvolutionForm.PLAIN)
        .forward(input, normalization);
  }

  private Operand<TFloat32> asMany(Operand<TFloat32> latents, Operand<TUint8> photos) {
    Operand<TInt32> counts =
        tf.stack(List.of(CallLimit.count(tf, latents), CallLimit.count(tf, photos)));
    Operand<TBool> same = tf.math.equal(CallLimit.count(tf, latents), CallLimit.count(tf, photos));
    return new InputChecks(tf)
        .hold(latents, same, "latents must be as many as photos, but they are", counts);
  }

  /**
   * Returns, n each, how far what the discriminator's activations say of images is from what they
   * say of photos: squared distances as parts of the squared lengths, on average.
   */
  private Operand<TFloat32> features(ForwardPass images, ForwardPass photos) {
    Operand<TFloat32> sum = null;
    int layers = images.activated().size();
    for (int i = 0; i < layers; i++) {
      Operand<TFloat32> image = rows(images, i);
      Operand<TFloat32> photo = rows(photos, i);
      Operand<TFloat32> part =
          tf.math.div(
              sums(tf.math.squaredDifference(image, photo)),
              tf.math.add(sums(tf.math.square(photo)), tf.constant(LEAST)));
      sum = sum == null ? part : tf.math.add(sum, part);
    }
    return tf.math.div(sum, tf.constant((float) layers));
  }

  private Operand<TFloat32> rows(ForwardPass pass, int layer) {
    Operand<TFloat32> values = Casts.wide(tf, pass.activated().get(layer));
    Shape shape = values.shape();
    int length = (int) shape.tail().size();
    return tf.reshape(values, tf.constant(new int[] {-1, length}));
  }

  private Operand<TFloat32> sums(Operand<TFloat32> rows) {
    return tf.sum(rows, tf.constant(1));
  }

  ServedSignature signature() {
    return signature;
  }
}
