package io.facegan.internal.graph;

import io.facegan.network.Adam;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.PlacedLayer;
import io.facegan.network.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Turns a recipe into the updates of a training step. */
final class UpdateBuilder {
  final Graph graph;
  final Ops tf;
  final Recipe recipe;
  final Variables variables;
  final AdamUpdate generatorAdam;
  final AdamUpdate discriminatorAdam;
  final WeightAverage average;
  final AugmentationOps augmentation;
  final AugmentationControl control;
  final LeCamOps leCam;
  private final ConvolutionForm form;
  private final Operand<TInt64> labels;
  private final WorkerShare share;
  private final BatchMeans means;
  final Collectives collectives;

  /** What the learning rates are multiplied by, 1 if it is not fed. */
  final PlaceholderWithDefault<TFloat32> rateFactor;

  /** What the gammas are multiplied by, 1 if it is not fed. */
  final PlaceholderWithDefault<TFloat32> penaltyFactor;

  /** What 1 - beta2 is multiplied by, 1 if it is not fed. */
  final PlaceholderWithDefault<TFloat32> forgettingFactor;

  /**
   * Creates the optimizers' variables.
   *
   * @param generator the generator's trained variables
   * @param discriminator the discriminator's
   * @param form of the convolutions
   * @param labels one for each real image, which the generated ones take too; null of networks
   *     without labels
   * @param workers who compute each step
   */
  UpdateBuilder(
      Graph graph,
      Ops tf,
      Recipe recipe,
      Variables variables,
      List<Variables.Variable> generator,
      List<Variables.Variable> discriminator,
      ConvolutionForm form,
      Operand<TInt64> labels,
      Workers workers) {
    this.graph = graph;
    this.tf = tf;
    this.recipe = recipe;
    this.variables = variables;
    this.form = form;
    this.labels = labels;
    share = workers.share(recipe.batchSize());
    collectives = new Collectives(graph, tf, workers);
    means = new BatchMeans(tf, collectives, workers, share);
    rateFactor = factor("learning_rate_factor");
    penaltyFactor = factor("penalty_factor");
    forgettingFactor = factor("forgetting_factor");
    generatorAdam = adam(recipe.networks().generator(), recipe.generatorAdam(), generator);
    discriminatorAdam =
        adam(recipe.networks().discriminator(), recipe.discriminatorAdam(), discriminator);
    int seen = recipe.batchSize() * recipe.discriminatorSteps();
    average = new WeightAverage(tf, variables, recipe.averaging(), seen);
    leCam = new LeCamOps(tf, variables, recipe.leCam());
    control = new AugmentationControl(tf, variables, recipe.augmentation(), recipe.batchSize());
    augmentation =
        new AugmentationOps(
            tf,
            recipe.augmentation(),
            recipe.networks().imageShape(),
            largest -> control.of(largest, variables),
            this::ofShare);
  }

  private PlaceholderWithDefault<TFloat32> factor(String name) {
    return tf.withName(name).placeholderWithDefault(tf.constant(1f), Shape.scalar());
  }

  private AdamUpdate adam(NetworkSpec network, Adam adam, List<Variables.Variable> trained) {
    // A constant beta2 stays one: what is worked out from it would round otherwise.
    Operand<TFloat32> beta2 =
        recipe.schedule().forgetting() == 1
            ? tf.constant((float) adam.beta2())
            : tf.math.sub(
                tf.constant(1f),
                tf.math.mul(forgettingFactor, tf.constant((float) (1 - adam.beta2()))));
    return new AdamUpdate(
        graph,
        tf,
        variables,
        network.name(),
        adam,
        rateFactor,
        beta2,
        trained,
        still(network),
        means);
  }

  /** Returns the names of a network's variables that training leaves as they are. */
  private List<String> still(NetworkSpec network) {
    List<String> still = new ArrayList<>(CancelledBiases.of(network));
    if (network.equals(recipe.networks().discriminator())) {
      for (PlacedLayer layer : recipe.frozen()) {
        LayerVariables.of(layer)
            .keySet()
            .forEach(kind -> still.add(network.name() + "/" + layer.name() + "/" + kind));
      }
    }
    return still;
  }

  /**
   * Adds the updates of a step.
   *
   * @param reals this worker's share of the batch: n x height x width x channel, between 0 and 1
   * @param count how many the whole batch has, a scalar
   * @param seed two numbers that the latents are drawn from
   * @param chained whether all updates are one run, each after the one before; else each is a run
   *     of its own, which feeds the seed of its own draw
   */
  StepUpdates updates(
      Operand<TFloat32> reals, Operand<TInt32> count, Operand<TInt64> seed, boolean chained) {
    if (recipe.objective().updates() == Objective.Updates.SEPARATE) {
      StepUpdates.Kind kind = new SeparateUpdates(this, chained).add(reals, count, seed);
      return new StepUpdates(kind, kind, 1, recipe.discriminatorSteps());
    }
    return new JointUpdates(this, reals, count, seed).add();
  }

  /** Returns this worker's share of what was drawn for the whole batch. */
  Operand<TFloat32> ofShare(Operand<TFloat32> drawn) {
    return share.of(tf, drawn);
  }

  /** Adds standard normal latents for this worker's share of a batch. */
  Operand<TFloat32> latents(String name, Operand<TInt32> count, Operand<TInt64> seed) {
    Operand<TInt32> sides = tf.stack(List.of(count, tf.constant(recipe.networks().latentSize())));
    return ofShare(tf.withName(name).random.statelessRandomNormal(sides, seed, TFloat32.class));
  }

  /** Adds a pass of the generator, as in training. */
  ForwardPass generate(VariableReads reads, Operand<TFloat32> latents) {
    return new NetworkGraph(tf, recipe.networks().generator(), reads, form)
        .forward(
            LabelEmbedding.join(tf, reads, LabelRows.TRAINED, latents, labels),
            Normalization.BATCH);
  }

  /** Adds a pass of the discriminator, as in training. */
  ForwardPass judge(VariableReads reads, Operand<TFloat32> images) {
    return judge(reads, images, new Following(List.of(), (tf, none) -> List.of()));
  }

  /**
   * Adds a pass of the discriminator, as in training.
   *
   * @param before running averages that a pass before has shown what to follow: this pass waits for
   *     that, so that the activations of both are not in memory at once
   */
  ForwardPass judge(VariableReads reads, Operand<TFloat32> images, Following before) {
    List<Op> shown = List.copyOf(before.shown());
    Ops tf = shown.isEmpty() ? this.tf : this.tf.withControlDependencies(shown);
    ForwardPass pass =
        new NetworkGraph(tf, recipe.networks().discriminator(), reads, form)
            .forward(images, Normalization.BATCH);
    return LabelProjection.add(tf, reads, LabelRows.TRAINED, pass, labels);
  }
}
