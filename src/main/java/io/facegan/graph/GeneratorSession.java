package io.facegan.graph;

import io.facegan.network.Networks;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A generator alone, as it is served: a fresh graph that holds no discriminator and no optimizer,
 * with weights restored from a checkpoint by name.
 */
public final class GeneratorSession implements AutoCloseable {
  private final Graph graph;
  private final Variables variables;
  private final Session session;
  private final Placeholder<TFloat32> latents;
  private final Operand<TFloat32> images;

  /**
   * Builds the graph and restores its weights.
   *
   * @param networks whose generator it is
   * @param normalization whose statistics batch norm uses
   * @param checkpoint the path prefix of a checkpoint's variables
   */
  public GeneratorSession(Networks networks, Normalization normalization, Path checkpoint) {
    TensorFlowRuntime.loadToBuild();
    graph = new Graph();
    Session opened = null;
    try {
      Ops tf = Ops.create(graph);
      variables = new Variables(tf);
      NetworkVariables.create(
          networks.generator(), variables, new Initializers(tf, networks.initialization(), 0));
      latents =
          tf.withName("latents")
              .placeholder(
                  TFloat32.class,
                  Placeholder.shape(Shapes.batch(-1, networks.generator().input())));
      Operand<TFloat32> drawn =
          new NetworkGraph(tf, networks.generator(), variables, false)
              .forward(latents, normalization)
              .output();
      images = tf.withName("images").identity(drawn);
      variables.addSaver();
      opened = new Session(graph);
      opened.restore(checkpoint.toString());
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

  /** Returns the input: any number of latents x latent size. */
  public Operand<TFloat32> latents() {
    return latents;
  }

  /** Returns the output: as many pictures, height x width x channel, between 0 and 1. */
  public Operand<TFloat32> images() {
    return images;
  }

  /**
   * Returns the values of a variable, the last axis running fastest.
   *
   * @param variable its name, for example {@code generator/dense_1/kernel}
   * @throws IllegalArgumentException if there is none of that name
   */
  public float[] values(String variable) {
    return variables.values(variable, session);
  }

  @Override
  public void close() {
    Sessions.close(session, graph);
  }
}
