package io.facegan.graph;

import io.facegan.network.Networks;
import java.nio.file.Path;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Generators that nobody trained, with weights far enough from their first ones to tell apart. */
public final class MadeWeights {
  /** Writes a checkpoint with the variables of a generator. */
  public static void write(Networks networks, Path checkpoint) {
    Random random = new Random(5);
    try (Graph graph = new Graph();
        TString prefix = TString.scalarOf(checkpoint.toString())) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(tf);
      NetworkVariables.create(
          networks.generator(), variables, new Initializers(tf, networks.initialization(), 3));
      variables.addSaver();
      try (Session session = new Session(graph)) {
        variables.initialize(session);
        variables.all().stream()
            .filter(variable -> !variable.name().endsWith("/kernel"))
            .forEach(variable -> make(variable, random, session));
        session
            .runner()
            .feed("save/filename", prefix)
            .addTarget("save/control_dependency")
            .run()
            .close();
      }
    }
  }

  /** Between -0.5 and 0.5, but what multiplies or divides is positive. */
  private static void make(Variables.Variable variable, Random random, Session session) {
    boolean factor = variable.name().endsWith("/scale");
    boolean divisor = variable.name().endsWith("/running_variance");
    float[] values = new float[(int) variable.shape().size()];
    for (int i = 0; i < values.length; i++) {
      float half = random.nextFloat() - 0.5f;
      values[i] = factor ? 1 + half : divisor ? 0.06f + half / 10 : half;
    }
    try (TFloat32 value = TFloat32.tensorOf(variable.shape(), DataBuffers.of(values))) {
      session
          .runner()
          .feed(variable.initialValue(), value)
          .addTarget(variable.initializer())
          .run()
          .close();
    }
  }

  private MadeWeights() {}
}
