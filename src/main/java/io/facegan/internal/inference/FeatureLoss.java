package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.FloatTensors;
import io.facegan.internal.runtime.TensorFlowFailures;
import io.facegan.network.ImageShape;
import java.util.Arrays;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * How far the features of images are from those of photos, and how that changes with every value of
 * an image: the squared distance as a part of the squared length of the photo's features.
 */
final class FeatureLoss {
  private static final float LEAST = 1e-6f;

  private final SavedModelBundle bundle;
  private final Operand<TFloat32> input;
  private final Operand<TFloat32> output;
  private final Operand<TFloat32> targets;
  private final Operand<TFloat32> losses;
  private final Output<?> gradient;

  /**
   * Adds what it needs to a model's graph.
   *
   * @throws FaceGanException if an operation of the model has no gradient
   */
  @SuppressWarnings("unchecked") // FeatureModel has looked at the types
  FeatureLoss(SavedModelBundle bundle, String model, String input, String output) {
    this.bundle = bundle;
    Graph graph = bundle.graph();
    Ops tf = Ops.create(graph).withSubScope("facegan_projection");
    this.input = (Operand<TFloat32>) graph.outputOrThrow(input);
    this.output = (Operand<TFloat32>) graph.outputOrThrow(output);
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
    Operand<TFloat32> apart = sums(tf, tf.math.squaredDifference(this.output, targets));
    losses = tf.math.div(apart, tf.math.add(sums(tf, tf.math.square(targets)), tf.constant(LEAST)));
    try {
      gradient =
          graph
              .addGradients(
                  tf.sum(losses, tf.constant(0)).asOutput(),
                  new Output<?>[] {this.input.asOutput()})[0];
    } catch (RuntimeException none) {
      throw TensorFlowFailures.explained(
          none,
          "%s cannot guide a search, leave it out or take one whose operations all have gradients"
              .formatted(model));
    }
  }

  private static Operand<TFloat32> sums(Ops tf, Operand<TFloat32> rows) {
    return tf.sum(rows, tf.constant(1));
  }

  /**
   * What was found.
   *
   * @param losses one an image
   * @param gradient of the sum of the losses, by every value of the images
   */
  record Found(float[] losses, float[] gradient) {}

  /** Returns the features of images: count rows in one array. */
  float[] features(float[] images, ImageShape shape, int count) {
    try (TFloat32 fed = images(images, shape, count);
        Result result = bundle.session().runner().feed(input, fed).fetch(output).run()) {
      return FloatTensors.values(result.get(0));
    }
  }

  /** Compares images with features of {@link #features}. */
  Found of(float[] images, ImageShape shape, int count, float[] features) {
    try (TFloat32 fed = images(images, shape, count);
        TFloat32 wanted = FloatTensors.of(features, Shape.of(count, features.length / count));
        Result result =
            bundle
                .session()
                .runner()
                .feed(input, fed)
                .feed(targets, wanted)
                .fetch(losses)
                .fetch(gradient)
                .run()) {
      return new Found(FloatTensors.values(result.get(0)), FloatTensors.values(result.get(1)));
    }
  }

  private static TFloat32 images(float[] values, ImageShape shape, int count) {
    return FloatTensors.of(
        Arrays.copyOf(values, count * shape.size()),
        Shape.of(count, shape.height(), shape.width(), shape.channels()));
  }
}
