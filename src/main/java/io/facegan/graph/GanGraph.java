package io.facegan.graph;

import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * Both networks with their three training operations, in the tutorial's order: the discriminator
 * towards 1 on real pictures, the discriminator towards 0 on fakes, the generator so that the
 * discriminator says 1. The losses are binary cross-entropies from logits, means over the batch.
 */
final class GanGraph {
  /**
   * One of the three updates.
   *
   * @param images the pictures that are judged, real or generated
   * @param latents what they were generated from (batch x latent size), or null for real ones
   * @param logits the discriminator's answers, batch x 1
   * @param loss the loss before the update, a scalar
   * @param update the operation to run
   */
  record Training(
      Operand<TFloat32> images,
      Operand<TFloat32> latents,
      Operand<TFloat32> logits,
      Operand<TFloat32> loss,
      Op update) {}

  private final Ops tf;
  private final Networks networks;
  private final int batchSize;
  private final Variables variables;
  private final NetworkGraph generator;
  private final NetworkGraph discriminator;

  /** Real pictures: unsigned bytes, batch x height x width x channel. */
  final Placeholder<TUint8> pictures;

  /** The same as float32 between 0 and 1. */
  final Operand<TFloat32> scaledPictures;

  /** Two numbers that the latents of a training operation are drawn from. */
  final Placeholder<TInt64> latentSeed;

  /** What the learning rate is multiplied by, 1 if it is not fed. */
  final PlaceholderWithDefault<TFloat32> rateFactor;

  /** Latents to draw samples from, any number x latent size. */
  final Placeholder<TFloat32> sampleLatents;

  /** Pictures drawn as after training, unsigned bytes. */
  final Operand<TUint8> samples;

  final Training discriminatorOnReal;
  final Training discriminatorOnFake;
  final Training generatorStep;

  /** What can be asked about the variables between two steps. */
  final Health health;

  /**
   * @param fast whether training may compute convolutions by {@link FastConvolutions}; samples are
   *     drawn with the plain ones, as exports are
   */
  GanGraph(
      Graph graph,
      Networks networks,
      int batchSize,
      long seed,
      Normalization sampling,
      boolean fast) {
    this.tf = Ops.create(graph);
    this.networks = networks;
    this.batchSize = batchSize;
    this.variables = new Variables(tf);
    Initializers initializers = new Initializers(tf, networks.initialization(), seed);
    List<Variables.Variable> ofGenerator =
        NetworkVariables.create(networks.generator(), variables, initializers);
    List<Variables.Variable> ofDiscriminator =
        NetworkVariables.create(networks.discriminator(), variables, initializers);
    rateFactor =
        tf.withName("learning_rate_factor").placeholderWithDefault(tf.constant(1f), Shape.scalar());
    AdamUpdate generatorAdam = adam(graph, "generator", ofGenerator);
    AdamUpdate discriminatorAdam = adam(graph, "discriminator", ofDiscriminator);
    this.generator = new NetworkGraph(tf, networks.generator(), variables, fast);
    this.discriminator = new NetworkGraph(tf, networks.discriminator(), variables, fast);

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
    discriminatorOnReal = onReal(discriminatorAdam);
    discriminatorOnFake = onFake("discriminator_latents", 0f, discriminatorAdam);
    generatorStep = onFake("generator_latents", 1f, generatorAdam);

    sampleLatents =
        tf.withName("sample_latents")
            .placeholder(
                TFloat32.class, Placeholder.shape(Shapes.batch(-1, networks.generator().input())));
    samples =
        PixelBytes.of(
            tf,
            new NetworkGraph(tf, networks.generator(), variables, false)
                .forward(sampleLatents, sampling)
                .output());
    variables.addSaver();
    health = new Health(tf, variables, ofGenerator);
  }

  private AdamUpdate adam(Graph graph, String network, List<Variables.Variable> trained) {
    return new AdamUpdate(graph, tf, variables, network, networks.adam(), rateFactor, trained);
  }

  Variables variables() {
    return variables;
  }

  private Training onReal(AdamUpdate adam) {
    ForwardPass judged = discriminator.forward(scaledPictures, Normalization.BATCH);
    Operand<TFloat32> loss = crossEntropy(judged.output(), 1f);
    return new Training(
        scaledPictures, null, judged.output(), loss, adam.minimize(loss, judged.updates()));
  }

  /**
   * A step on generated pictures. The optimizer differentiates by its own network's variables
   * alone, so the other network is held fixed.
   */
  private Training onFake(String latentsName, float label, AdamUpdate adam) {
    Operand<TFloat32> latents = latents(latentsName);
    ForwardPass drawn = generator.forward(latents, Normalization.BATCH);
    ForwardPass judged = discriminator.forward(drawn.output(), Normalization.BATCH);
    Operand<TFloat32> loss = crossEntropy(judged.output(), label);
    List<Op> updates = new ArrayList<>(drawn.updates());
    updates.addAll(judged.updates());
    return new Training(
        drawn.output(), latents, judged.output(), loss, adam.minimize(loss, updates));
  }

  private Operand<TFloat32> latents(String name) {
    int[] sides = {batchSize, networks.latentSize()};
    return tf.withName(name)
        .random
        .statelessRandomNormal(tf.constant(sides), latentSeed, TFloat32.class);
  }

  private Operand<TFloat32> crossEntropy(Operand<TFloat32> logits, float label) {
    Operand<TFloat32> labels = tf.fill(tf.constant(new int[] {batchSize, 1}), tf.constant(label));
    Operand<TFloat32> each =
        FrameworkOps.create(tf).nn.sigmoidCrossEntropyWithLogits(labels, logits);
    return tf.math.mean(each, tf.constant(new int[] {0, 1}));
  }
}
