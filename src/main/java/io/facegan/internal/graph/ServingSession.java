package io.facegan.internal.graph;

import io.facegan.internal.runtime.SessionConfig;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.op.Ops;

/** A trained GAN as it is served: its graph holds all that other programs can ask it for. */
public final class ServingSession extends RestoredSession {
  /**
   * A variable of a served model, by the names of its tensor and of the operations that
   * TensorFlow's own loaders look for.
   *
   * @param trained whether training changes it by gradients
   */
  public record Variable(
      String handle, String initializer, String initialValue, String read, boolean trained) {}

  private final List<ServedSignature> signatures = new ArrayList<>();
  private final List<Variables.Variable> trained = new ArrayList<>();
  private Variables variables;

  /**
   * Builds the graph and restores its variables, with those of the optimizer if it is trainable.
   * The batch norms of the two networks use the statistics of these forms.
   *
   * @param limit of all signatures that take or give images
   */
  public ServingSession(
      Recipe recipe,
      Normalization generator,
      Normalization discriminator,
      boolean trainable,
      CallLimit limit,
      TrainedWeights weights) {
    super(SessionConfig.forFiles());
    open(
        weights,
        tf -> {
          variables = new Variables(tf);
          ServedLabels labels = new ServedLabels(tf, recipe.networks());
          UpdateBuilder builder = create(tf, recipe, trainable, labels);
          VariableReads drawn = trainable ? builder.average.reads() : variables;
          Networks networks = recipe.networks();
          signatures.addAll(
              new GeneratorSignatures(graph(), tf, networks, drawn, generator, limit, labels)
                  .all());
          DiscriminatorSignatures judging =
              new DiscriminatorSignatures(tf, recipe, variables, discriminator, limit, labels);
          signatures.addAll(judging.all());
          if (trainable) {
            signatures.add(new ServedTraining(tf, builder, judging).signature());
            signatures.add(
                new ServedProjection(
                        graph(),
                        tf,
                        recipe,
                        drawn,
                        generator,
                        variables,
                        discriminator,
                        limit,
                        labels)
                    .signature());
            signatures.addAll(variables.addSaver());
          } else {
            variables.addSaver(weights::nameOf);
          }
          return variables;
        });
  }

  /** Creates the variables; returns what adds training steps, or null if there are to be none. */
  private UpdateBuilder create(Ops tf, Recipe recipe, boolean trainable, ServedLabels labels) {
    Networks networks = recipe.networks();
    Initializers initializers = new Initializers(tf, networks.initialization(), 0);
    TrainedVariables created = TrainedVariables.create(networks, variables, initializers);
    trained.addAll(created.all());
    return trainable
        ? new UpdateBuilder(
            graph(),
            tf,
            recipe.continued(),
            variables,
            created.generator(),
            created.discriminator(),
            ConvolutionForm.PLAIN,
            labels.checked,
            Workers.ALONE)
        : null;
  }

  public List<ServedSignature> signatures() {
    return List.copyOf(signatures);
  }

  /** Returns the variables, with those of the optimizer if it is trainable. */
  public List<Variable> variables() {
    return variables.served(trained);
  }
}
