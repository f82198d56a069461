package io.facegan.internal.graph;

import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.op.core.Stage;
import org.tensorflow.op.core.StageClear;
import org.tensorflow.op.core.Unstage;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Both networks with their three training operations, in the tutorial's order: the discriminator
 * towards 1 on real pictures, the discriminator towards 0 on fakes, the generator so that the
 * discriminator says 1. The losses are binary cross-entropies from logits, means over the batch.
 */
final class GanGraph {
  private static final String STAGE = "pictures";

  /** One batch in use and one for the next step. */
  private static final long STAGED = 2;

  private final Networks networks;
  private final Variables variables;

  /** Real pictures: unsigned bytes, batch x height x width x channel. */
  final Placeholder<TUint8> pictures;

  /** Puts fed pictures where a step takes them from; null if steps are fed themselves. */
  final Op stage;

  /** Empties that place; null if there is none. */
  final Op clearStage;

  /** The same as float32 between 0 and 1. */
  final Operand<TFloat32> scaledPictures;

  /**
   * Two numbers that the latents of a training operation are drawn from; of all three together,
   * those of the discriminator's, and the generator's second number is the next.
   */
  final Placeholder<TInt64> latentSeed;

  /** What the learning rate is multiplied by, 1 if it is not fed. */
  final PlaceholderWithDefault<TFloat32> rateFactor;

  /** Latents to draw samples from, any number x latent size. */
  final Placeholder<TFloat32> sampleLatents;

  /** Pictures drawn as after training, unsigned bytes. */
  final Operand<TUint8> samples;

  final TrainingOperations.Training discriminatorOnReal;
  final TrainingOperations.Training discriminatorOnFake;
  final TrainingOperations.Training generatorStep;

  /** What can be asked about the variables between two steps. */
  final TrainingProbe health;

  /**
   * @param together whether the three training operations are one run, each after the one before,
   *     on staged pictures; else a run is one of them, and the pictures are fed
   * @param form of the convolutions while training; samples are drawn with plain ones, as exports
   *     are
   */
  GanGraph(
      Graph graph,
      Networks networks,
      int batchSize,
      long seed,
      Normalization sampling,
      boolean together,
      ConvolutionForm form) {
    Ops tf = Ops.create(graph);
    this.networks = networks;
    this.variables = new Variables(tf);
    Initializers initializers = new Initializers(tf, networks.initialization(), seed);
    List<Variables.Variable> ofGenerator =
        NetworkVariables.create(networks.generator(), variables, initializers);
    List<Variables.Variable> ofDiscriminator =
        NetworkVariables.create(networks.discriminator(), variables, initializers);
    TrainingOperations training =
        new TrainingOperations(graph, tf, networks, variables, ofGenerator, ofDiscriminator, form);
    rateFactor = training.rateFactor;

    ImageShape image = networks.imageShape();
    pictures =
        tf.withName("pictures")
            .placeholder(TUint8.class, Placeholder.shape(Shapes.batch(batchSize, image)));
    Operand<TUint8> taken = pictures;
    if (together) {
      List<Class<? extends TType>> types = List.of(TUint8.class);
      stage = tf.stage(List.of(pictures), Stage.capacity(STAGED), Stage.sharedName(STAGE));
      clearStage = tf.stageClear(types, StageClear.capacity(STAGED), StageClear.sharedName(STAGE));
      taken = taken(tf, types, Shapes.batch(batchSize, image));
    } else {
      stage = null;
      clearStage = null;
    }
    scaledPictures =
        tf.withName("scaled_pictures")
            .math
            .div(tf.dtypes.cast(taken, TFloat32.class), tf.constant(255f));
    latentSeed =
        tf.withName("latent_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    Operand<TInt32> count = tf.constant(batchSize);
    discriminatorOnReal = training.discriminatorOnReal(variables, scaledPictures);
    VariableReads afterReal = variables;
    Ops onlyAfterReal = tf;
    if (together) {
      afterReal = VariableReads.after(discriminatorOnReal.update(), tf, variables);
      onlyAfterReal = tf.withControlDependencies(List.of(discriminatorOnReal.update()));
    }
    // Latents that wait keep two passes from having their activations in memory at once.
    discriminatorOnFake =
        training.discriminatorOnFake(
            afterReal,
            training.latents("discriminator_latents", count, onlyAfterReal.identity(latentSeed)));
    VariableReads afterFake = variables;
    Operand<TInt64> generatorSeed = latentSeed;
    if (together) {
      afterFake = VariableReads.after(discriminatorOnFake.update(), tf, variables);
      generatorSeed =
          tf.withControlDependencies(List.of(discriminatorOnFake.update()))
              .math
              .add(latentSeed, tf.constant(new long[] {0, 1}));
    }
    generatorStep =
        training.generatorStep(
            afterFake, training.latents("generator_latents", count, generatorSeed));

    sampleLatents =
        tf.withName("sample_latents")
            .placeholder(
                TFloat32.class, Placeholder.shape(Shapes.batch(-1, networks.generator().input())));
    samples =
        PixelBytes.of(
            tf,
            new NetworkGraph(tf, networks.generator(), variables, ConvolutionForm.PLAIN)
                .forward(sampleLatents, sampling)
                .output());
    variables.addSaver();
    health = new TrainingProbe(tf, variables, ofGenerator);
  }

  @SuppressWarnings("unchecked") // as the types say
  private static Operand<TUint8> taken(Ops tf, List<Class<? extends TType>> types, Shape shape) {
    Unstage taken = tf.unstage(types, Unstage.capacity(STAGED), Unstage.sharedName(STAGE));
    return tf.reshape(
        (Operand<TUint8>) (Operand<?>) taken.iterator().next(), tf.constant(shape.asArray()));
  }

  /**
   * Refuses a batch of another size than this graph is for.
   *
   * @throws FaceGanException if it has
   */
  void checkBatch(byte[] batch) {
    if (batch.length != pictures.shape().size()) {
      throw new FaceGanException(
          "the batch holds %d bytes, but %d pictures of %s need %d"
              .formatted(
                  batch.length,
                  pictures.shape().get(0),
                  networks.imageShape(),
                  pictures.shape().size()));
    }
  }

  Variables variables() {
    return variables;
  }
}
