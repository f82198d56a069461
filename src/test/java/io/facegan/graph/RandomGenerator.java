package io.facegan.graph;

import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import java.nio.file.Path;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Checkpoints of generators that nobody trained: all values are random, running averages included,
 * so that a mistake with any of them shows in the pictures.
 */
public final class RandomGenerator {
  /**
   * Writes the checkpoint of a generator.
   *
   * @param prefix the path that the names of its files begin with
   */
  public static void write(Networks networks, long seed, Path prefix) {
    TensorFlowRuntime.load();
    NetworkSpec generator = networks.generator();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(tf);
      NetworkVariables.create(
          generator, variables, new Initializers(tf, networks.initialization(), seed));
      variables.addSaver();
      Random random = new Random(seed);
      variables.all().forEach(variable -> assign(variable, random, session));
      try (VariableSnapshot snapshot = new VariableSnapshot(session, variables)) {
        snapshot.write(prefix);
      }
    }
  }

  private static void assign(Variables.Variable variable, Random random, Session session) {
    String kind = variable.name().substring(variable.name().lastIndexOf('/') + 1);
    float[] values = new float[(int) variable.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(kind, variable.shape(), random);
    }
    try (TFloat32 tensor =
        TFloat32.tensorOf(
            variable.shape(), data -> data.asRawTensor().data().asFloats().write(values))) {
      session
          .runner()
          .feed(variable.initialValue(), tensor)
          .addTarget(variable.initializer())
          .run()
          .close();
    }
  }

  /** Values with which the numbers between the layers stay of the order of 1. */
  private static double value(String kind, Shape shape, Random random) {
    return switch (kind) {
      case "kernel" -> random.nextGaussian() * Math.sqrt(2.0 * shape.get(-1) / shape.size());
      case "bias", "offset", "running_mean" -> 0.5 * random.nextGaussian();
      case "scale" -> 1 + 0.5 * random.nextGaussian();
      case "running_variance" -> 0.2 + 2 * random.nextDouble();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private RandomGenerator() {}
}
