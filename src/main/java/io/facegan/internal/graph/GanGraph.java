package io.facegan.internal.graph;

import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Both networks in one graph: the updates of a training step, and samples of the generator. */
final class GanGraph {
  private final Variables variables;

  final StepInputs inputs;

  final SettingInputs settings;

  final StepUpdates updates;

  /** Latents to draw samples from, any number x latent size. */
  final Placeholder<TFloat32> sampleLatents;

  /** Images drawn as after training, unsigned bytes. */
  final Operand<TUint8> samples;

  final TrainingProbe probe;

  /**
   * @param chained whether the updates of a step are one run, on staged images; else each is a run
   *     of its own, and the images are fed
   * @param form of the convolutions while training; samples are drawn with plain ones, as exports
   *     are
   */
  GanGraph(
      Graph graph,
      Recipe recipe,
      long seed,
      Normalization sampling,
      boolean chained,
      ConvolutionForm form) {
    Ops tf = Ops.create(graph);
    Networks networks = recipe.networks();
    variables = new Variables(tf);
    Initializers initializers = new Initializers(tf, networks.initialization(), seed);
    List<Variables.Variable> ofGenerator =
        NetworkVariables.create(networks.generator(), variables, initializers);
    List<Variables.Variable> ofDiscriminator =
        NetworkVariables.create(networks.discriminator(), variables, initializers);
    UpdateBuilder builder =
        new UpdateBuilder(graph, tf, recipe, variables, ofGenerator, ofDiscriminator, form);
    settings = new SettingInputs(builder);
    inputs = new StepInputs(tf, recipe.batchSize(), networks.imageShape(), chained);
    updates =
        builder.updates(inputs.scaled, tf.constant(recipe.batchSize()), inputs.latentSeed, chained);
    sampleLatents =
        tf.withName("sample_latents")
            .placeholder(
                TFloat32.class, Placeholder.shape(Shapes.batch(-1, networks.generator().input())));
    samples =
        PixelBytes.of(
            tf,
            new NetworkGraph(
                    tf, networks.generator(), builder.average.reads(), ConvolutionForm.PLAIN)
                .forward(sampleLatents, sampling)
                .output());
    variables.addSaver();
    probe = new TrainingProbe(tf, variables, ofGenerator);
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
