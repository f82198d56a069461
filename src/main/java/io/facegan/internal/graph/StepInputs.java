package io.facegan.internal.graph;

import io.facegan.network.ImageShape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stage;
import org.tensorflow.op.core.StageClear;
import org.tensorflow.op.core.Unstage;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** What a training step is given: real images, and a seed for its latents. */
final class StepInputs {
  private static final String STAGE = "pictures";

  /** One batch in use and one for the next step. */
  private static final long STAGED = 2;

  private static final List<Class<? extends TType>> TYPES = List.of(TUint8.class);

  /** Real images: unsigned bytes, batch x height x width x channel. */
  final Placeholder<TUint8> images;

  /** Puts fed images where a step takes them from; null if steps are fed themselves. */
  final Op stage;

  /** Empties that place; null if there is none. */
  final Op clearStage;

  /** The same as float32 between 0 and 1. */
  final Operand<TFloat32> scaled;

  /** Two numbers that the latents are drawn from. */
  final Placeholder<TInt64> latentSeed;

  private final ImageShape shape;

  /**
   * @param staged whether images are staged before the step that takes them
   */
  StepInputs(Ops tf, int batchSize, ImageShape shape, boolean staged) {
    this.shape = shape;
    Shape batch = Shapes.batch(batchSize, shape);
    images = tf.withName("pictures").placeholder(TUint8.class, Placeholder.shape(batch));
    stage =
        staged ? tf.stage(List.of(images), Stage.capacity(STAGED), Stage.sharedName(STAGE)) : null;
    clearStage =
        staged
            ? tf.stageClear(TYPES, StageClear.capacity(STAGED), StageClear.sharedName(STAGE))
            : null;
    Operand<TUint8> taken = staged ? taken(tf, batch) : images;
    scaled = PixelBytes.toFloats(tf, taken);
    latentSeed =
        tf.withName("latent_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
  }

  @SuppressWarnings("unchecked") // as the types say
  private static Operand<TUint8> taken(Ops tf, Shape shape) {
    Unstage taken = tf.unstage(TYPES, Unstage.capacity(STAGED), Unstage.sharedName(STAGE));
    return tf.reshape(
        (Operand<TUint8>) (Operand<?>) taken.iterator().next(), tf.constant(shape.asArray()));
  }

  /** Refuses a batch of another size than this graph is for. */
  void check(byte[] batch) {
    if (batch.length != images.shape().size()) {
      throw new IllegalArgumentException(
          "the batch holds %d bytes, but %d images of %s need %d"
              .formatted(batch.length, images.shape().get(0), shape, images.shape().size()));
    }
  }
}
