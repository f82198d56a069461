package io.facegan.internal.graph;

import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Networks;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * Checkpoints of GANs that nobody trained: all values are random, running averages included, so
 * that a mistake with any of them shows in the images.
 */
public final class RandomGan {
  /**
   * Writes the checkpoint of both networks, without an optimizer.
   *
   * @param prefix the path that the names of its files begin with
   */
  public static void write(Networks networks, long seed, Path prefix) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(tf);
      Initializers initializers = new Initializers(tf, networks.initialization(), seed);
      TrainedVariables.create(networks, variables, initializers);
      variables.addSaver();
      Random random = new Random(seed);
      Map<String, float[]> values = new LinkedHashMap<>();
      variables.all().forEach(one -> values.put(one.name(), values(one, random)));
      Values.set(values, variables, session.runner());
      try (VariableSnapshot snapshot = new VariableSnapshot(session, variables)) {
        snapshot.write(prefix);
      }
    }
  }

  private static float[] values(Variables.Variable variable, Random random) {
    String kind = variable.name().substring(variable.name().lastIndexOf('/') + 1);
    float[] values = new float[(int) variable.shape().size()];
    DoubleSupplier value = values(kind, variable.shape(), random);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.getAsDouble();
    }
    return values;
  }

  /** Values with which the numbers between the layers stay of the order of 1. */
  private static DoubleSupplier values(String kind, Shape shape, Random random) {
    return switch (kind) {
      case "kernel" -> {
        double deviation = Math.sqrt(2.0 * shape.get(-1) / shape.size());
        yield () -> random.nextGaussian() * deviation;
      }
      case "embedding", "projection" -> random::nextGaussian;
      case "bias", "offset", "running_mean" -> () -> 0.5 * random.nextGaussian();
      case "scale" -> () -> 1 + 0.5 * random.nextGaussian();
      case "running_variance" -> () -> 0.2 + 2 * random.nextDouble();
      default -> throw new AssertionError(kind);
    };
  }

  private RandomGan() {}
}
