package io.facegan.internal.graph;

import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** What a served discriminator says of images. */
final class DiscriminatorSignatures {
  private final Ops tf;
  private final Networks networks;
  private final Objective.Updates updates;
  private final ServedLabels labels;

  /** Images as unsigned bytes, any number x height x width x channel. */
  final Operand<TUint8> images;

  /** The same as float32 between 0 and 1; may be fed instead. */
  final Operand<TFloat32> scaledImages;

  /** How many they are, a scalar. */
  final Operand<TInt32> count;

  /** {@link #scaledImages}, refused if they are none or their shape is another. */
  final Operand<TFloat32> checkedImages;

  private final Operand<TFloat32> probabilities;

  DiscriminatorSignatures(
      Ops tf,
      Recipe recipe,
      VariableReads variables,
      Normalization normalization,
      CallLimit limit,
      ServedLabels labels) {
    this.tf = tf;
    this.networks = recipe.networks();
    this.updates = recipe.objective().updates();
    this.labels = labels;
    Shape shape = Shapes.batch(-1, networks.imageShape());
    images = tf.withName("pictures").placeholder(TUint8.class, Placeholder.shape(shape));
    scaledImages =
        tf.withName("scaled_pictures")
            .placeholderWithDefault(PixelBytes.toFloats(tf, images), shape);
    // An image of another size could pass as several where the network flattens.
    Operand<TFloat32> shaped = tf.ensureShape(scaledImages, shape);
    count = CallLimit.count(tf, shaped);
    checkedImages = limit.hold(tf, shaped);
    ForwardPass pass =
        new NetworkGraph(tf, networks.discriminator(), variables, ConvolutionForm.PLAIN)
            .forward(inRange(checkedImages), normalization);
    Operand<TFloat32> logits =
        LabelProjection.add(tf, variables, LabelRows.LOOKED_UP, pass, labels.of(checkedImages))
            .output();
    probabilities =
        tf.withName("probabilities").reshape(tf.math.sigmoid(logits), tf.constant(new int[] {-1}));
  }

  List<ServedSignature> all() {
    ServedSignature.Tensor answer =
        new ServedSignature.Tensor(
            "probabilities",
            probabilities,
            updates == Objective.Updates.PAIRED
                // Such an objective trains differences of logits and leaves their level open.
                ? "float32 [n], the higher, the more real: for comparing images; 0.5 means nothing"
                : "float32 [n], of being real: 0 is fake, 1 is real");
    return List.of(
        new ServedSignature(
            ServedSignature.DISCRIMINATE, "judges images", with(bytes()), List.of(answer)),
        new ServedSignature(
            ServedSignature.DISCRIMINATE_FLOAT,
            "judges images given as " + ServedSignature.GENERATE + " gives them",
            with(
                new ServedSignature.Tensor(
                    ServedSignature.IMAGES, scaledImages, "float32 %s, [0, 1]".formatted(shape()))),
            List.of(answer)));
  }

  /** Returns unsigned bytes as an input, with the labels of images if there are such. */
  List<ServedSignature.Tensor> inputs() {
    return with(bytes());
  }

  private List<ServedSignature.Tensor> with(ServedSignature.Tensor pictures) {
    List<ServedSignature.Tensor> inputs = new ArrayList<>();
    inputs.add(pictures);
    inputs.addAll(labels.inputs());
    return inputs;
  }

  private ServedSignature.Tensor bytes() {
    return new ServedSignature.Tensor(
        ServedSignature.IMAGES, images, "uint8 %s, 0 to 255".formatted(shape()));
  }

  private String shape() {
    ImageShape image = networks.imageShape();
    return "[n, %d, %d, %d], height x width x channel"
        .formatted(image.height(), image.width(), image.channels());
  }

  private Operand<TFloat32> inRange(Operand<TFloat32> values) {
    Operand<TInt32> all = tf.constant(new int[] {0, 1, 2, 3});
    Operand<TBool> right =
        tf.math.logicalAnd(
            tf.math.greaterEqual(values, tf.constant(0f)),
            tf.math.lessEqual(values, tf.constant(1f)));
    return new InputChecks(tf)
        .hold(
            values,
            tf.reduceAll(right, all),
            "images must be from 0 to 1, but their least and greatest values are",
            tf.stack(List.of(tf.min(values, all), tf.max(values, all))));
  }
}
