package io.facegan.internal.graph;

import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The three updates of a training step. The losses are binary cross-entropies from logits, means
 * over the batch.
 */
final class TrainingOperations {
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
  private final ConvolutionForm form;
  private final AdamUpdate generatorAdam;
  private final AdamUpdate discriminatorAdam;

  /** What the learning rate is multiplied by, 1 if it is not fed. */
  final PlaceholderWithDefault<TFloat32> rateFactor;

  /**
   * Creates the optimizer's variables.
   *
   * @param generator the generator's trained variables
   * @param discriminator the discriminator's
   * @param form of the convolutions
   */
  TrainingOperations(
      Graph graph,
      Ops tf,
      Networks networks,
      Variables variables,
      List<Variables.Variable> generator,
      List<Variables.Variable> discriminator,
      ConvolutionForm form) {
    this.tf = tf;
    this.networks = networks;
    this.form = form;
    rateFactor =
        tf.withName("learning_rate_factor").placeholderWithDefault(tf.constant(1f), Shape.scalar());
    generatorAdam =
        new AdamUpdate(graph, tf, variables, "generator", networks.adam(), rateFactor, generator);
    discriminatorAdam =
        new AdamUpdate(
            graph, tf, variables, "discriminator", networks.adam(), rateFactor, discriminator);
  }

  /**
   * Adds standard normal latents.
   *
   * @param count how many, a scalar
   * @param seed two numbers that they are drawn from
   */
  Operand<TFloat32> latents(String name, Operand<TInt32> count, Operand<TInt64> seed) {
    Operand<TInt32> sides = tf.stack(List.of(count, tf.constant(networks.latentSize())));
    return tf.withName(name).random.statelessRandomNormal(sides, seed, TFloat32.class);
  }

  /**
   * Adds the update of the discriminator towards 1 on real pictures.
   *
   * @param reads the variables as they are before it
   * @param pictures values between 0 and 1
   */
  Training discriminatorOnReal(VariableReads reads, Operand<TFloat32> pictures) {
    ForwardPass judged = discriminator(reads).forward(pictures, Normalization.BATCH);
    Operand<TFloat32> loss = crossEntropy(judged.output(), 1f);
    return new Training(
        pictures,
        null,
        judged.output(),
        loss,
        discriminatorAdam.minimize(loss, reads, judged.updates()));
  }

  /** Adds the update of the discriminator towards 0 on fakes. */
  Training discriminatorOnFake(VariableReads reads, Operand<TFloat32> latents) {
    return onFake(reads, latents, 0f, discriminatorAdam);
  }

  /** Adds the update of the generator, so that the discriminator says 1. */
  Training generatorStep(VariableReads reads, Operand<TFloat32> latents) {
    return onFake(reads, latents, 1f, generatorAdam);
  }

  /**
   * A step on generated pictures. The optimizer differentiates by its own network's variables
   * alone, so the other network is held fixed.
   */
  private Training onFake(
      VariableReads reads, Operand<TFloat32> latents, float label, AdamUpdate adam) {
    ForwardPass drawn =
        new NetworkGraph(tf, networks.generator(), reads, form)
            .forward(latents, Normalization.BATCH);
    ForwardPass judged = discriminator(reads).forward(drawn.output(), Normalization.BATCH);
    Operand<TFloat32> loss = crossEntropy(judged.output(), label);
    List<Op> updates = new ArrayList<>(drawn.updates());
    updates.addAll(judged.updates());
    return new Training(
        drawn.output(), latents, judged.output(), loss, adam.minimize(loss, reads, updates));
  }

  private NetworkGraph discriminator(VariableReads reads) {
    return new NetworkGraph(tf, networks.discriminator(), reads, form);
  }

  private Operand<TFloat32> crossEntropy(Operand<TFloat32> logits, float label) {
    Operand<TFloat32> labels = tf.fill(tf.shape(logits), tf.constant(label));
    Operand<TFloat32> each =
        FrameworkOps.create(tf).nn.sigmoidCrossEntropyWithLogits(labels, logits);
    return tf.math.mean(each, tf.constant(new int[] {0, 1}));
  }
}
