package io.facegan.internal.graph;

import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Both networks in one graph: the updates of a training step, and samples of the generator. */
final class GanGraph {
  private final Variables variables;

  final StepInputs inputs;

  final SettingInputs settings;

  final StepUpdates updates;

  /** Latents to draw samples from, any number x latent size. */
  final Placeholder<TFloat32> sampleLatents;

  /** As many labels; null of networks without labels. */
  final Placeholder<TInt64> sampleLabels;

  /** Images drawn as after training, unsigned bytes. */
  final Operand<TUint8> samples;

  final TrainingProbe probe;

  /** Gives all workers the variables of the first; null for one who works alone. */
  final Handover handover;

  /**
   * @param chained whether the updates of a step are one run, on staged images; else each is a run
   *     of its own, and the images are fed
   * @param form of the convolutions while training; samples are drawn with plain ones, as exports
   *     are
   * @param workers who compute each step
   */
  GanGraph(
      Graph graph,
      Recipe recipe,
      long seed,
      Normalization sampling,
      boolean chained,
      ConvolutionForm form,
      Workers workers) {
    Ops tf = Ops.create(graph);
    Networks networks = recipe.networks();
    variables = new Variables(tf);
    Initializers initializers = new Initializers(tf, networks.initialization(), seed);
    TrainedVariables trained = TrainedVariables.create(networks, variables, initializers);
    int count = workers.share(recipe.batchSize()).count();
    Placeholder<TInt64> labels = labels(tf, networks, "labels", count);
    UpdateBuilder builder =
        new UpdateBuilder(
            graph,
            tf,
            recipe,
            variables,
            trained.generator(),
            trained.discriminator(),
            form,
            labels,
            workers);
    settings = new SettingInputs(builder, labels);
    inputs = new StepInputs(tf, count, networks.imageShape(), chained);
    updates =
        builder.updates(inputs.scaled, tf.constant(recipe.batchSize()), inputs.latentSeed, chained);
    sampleLatents =
        tf.withName("sample_latents")
            .placeholder(TFloat32.class, Placeholder.shape(Shapes.latents(networks)));
    sampleLabels = labels(tf, networks, "sample_labels", -1);
    VariableReads drawn = builder.average.reads();
    samples =
        PixelBytes.of(
            tf,
            new NetworkGraph(tf, networks.generator(), drawn, ConvolutionForm.PLAIN)
                .forward(
                    LabelEmbedding.join(
                        tf, drawn, LabelRows.LOOKED_UP, sampleLatents, sampleLabels),
                    sampling)
                .output());
    variables.addSaver();
    handover =
        workers.areSeveral() ? new Handover(tf, variables, workers, builder.collectives) : null;
    probe = new TrainingProbe(tf, variables, trained.generator());
  }

  /** Returns where labels are fed, or null of networks without labels. */
  static Placeholder<TInt64> labels(Ops tf, Networks networks, String name, long count) {
    return networks.labels().isNone()
        ? null
        : tf.withName(name).placeholder(TInt64.class, Placeholder.shape(Shape.of(count)));
  }

  /**
   * Returns whether the updates of a step must be one run: those that share a pass of the generator
   * must, the tutorial's need not.
   */
  static boolean mustBeChained(Recipe recipe) {
    return recipe.objective().updates() != Objective.Updates.SEPARATE;
  }

  Variables variables() {
    return variables;
  }
}
