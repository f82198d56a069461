package io.facegan.internal.graph;

import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.Sessions;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/**
 * A trained GAN as it is served: a fresh graph with all that other programs can ask it for, and
 * weights restored from a checkpoint by name.
 */
public final class ServingSession implements AutoCloseable {
  /**
   * A variable of a served model, by the names of its tensor and of the operations that
   * TensorFlow's own loaders look for.
   *
   * @param trained whether training changes it by gradients
   */
  public record Variable(
      String handle, String initializer, String initialValue, String read, boolean trained) {}

  private final Graph graph;
  private final List<Variable> variables;
  private final Session session;
  private final List<ServedSignature> signatures;

  /**
   * Builds the graph and restores its variables, with those of the optimizer if it is trainable.
   * The batch norms of the two networks use the statistics of these forms.
   */
  public ServingSession(
      Recipe recipe,
      Normalization generator,
      Normalization discriminator,
      boolean trainable,
      TrainedWeights weights) {
    TensorFlowRuntime.loadToBuild();
    Networks networks = recipe.networks();
    graph = new Graph();
    Session opened = null;
    try {
      Ops tf = Ops.create(graph);
      Variables created = new Variables(tf);
      Initializers initializers = new Initializers(tf, networks.initialization(), 0);
      List<Variables.Variable> ofGenerator =
          NetworkVariables.create(networks.generator(), created, initializers);
      List<Variables.Variable> ofDiscriminator =
          NetworkVariables.create(networks.discriminator(), created, initializers);
      VariableReads drawn = created;
      UpdateBuilder builder = null;
      if (trainable) {
        builder =
            new UpdateBuilder(
                graph,
                tf,
                recipe.continued(),
                created,
                ofGenerator,
                ofDiscriminator,
                ConvolutionForm.PLAIN);
        drawn = builder.average.reads();
      }
      List<ServedSignature> all =
          new ArrayList<>(new GeneratorSignatures(graph, tf, networks, drawn, generator).all());
      DiscriminatorSignatures judging =
          new DiscriminatorSignatures(tf, recipe, created, discriminator);
      all.addAll(judging.all());
      if (trainable) {
        all.add(new ServedTraining(tf, builder, judging).signature());
        all.addAll(created.addSaver());
      } else {
        created.addSaver(weights::nameOf);
      }
      signatures = List.copyOf(all);
      List<Variables.Variable> trained = new ArrayList<>(ofGenerator);
      trained.addAll(ofDiscriminator);
      variables = created.served(trained);
      opened = new Session(graph, SessionConfig.onCpu());
      weights.restore(opened, created);
    } catch (RuntimeException | Error failure) {
      Sessions.close(opened, graph);
      throw failure;
    }
    session = opened;
  }

  /** Returns the session, which stays owned by this object. */
  public Session session() {
    return session;
  }

  public List<ServedSignature> signatures() {
    return signatures;
  }

  /** Returns the variables, with those of the optimizer if it can go on training. */
  public List<Variable> variables() {
    return variables;
  }

  @Override
  public void close() {
    Sessions.close(session, graph);
  }
}
