package io.facegan.graph;

import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * Both networks with their three training operations, in the tutorial's order: the discriminator
 * towards 1 on real pictures, the discriminator towards 0 on fakes, the generator so that the
 * discriminator says 1. The losses are binary cross-entropies from logits, means over the batch.
 */
final class GanGraph {
  private final Variables variables;

  /** Real pictures: unsigned bytes, batch x height x width x channel. */
  final Placeholder<TUint8> pictures;

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
  final Health health;

  /**
   * @param together whether the three training operations are one run, each after the one before;
   *     else a run is one of them
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
    scaledPictures =
        tf.withName("scaled_pictures")
            .math
            .div(tf.dtypes.cast(pictures, TFloat32.class), tf.constant(255f));
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
    health = new Health(tf, variables, ofGenerator);
  }

  Variables variables() {
    return variables;
  }
}
