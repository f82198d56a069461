package io.facegan.internal.graph;

import io.facegan.internal.runtime.Sessions;
import io.facegan.internal.runtime.TensorFlowRuntime;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/** A fresh graph in a session on the CPU, with weights restored from a checkpoint by name. */
abstract class RestoredSession implements AutoCloseable {
  private final ConfigProto config;
  private final Graph graph;
  private Session session;

  RestoredSession(ConfigProto config) {
    TensorFlowRuntime.loadToBuild();
    this.config = config;
    graph = new Graph();
  }

  /** Builds the graph and restores its variables; frees everything if that fails. */
  final void open(TrainedWeights weights, Function<Ops, Variables> build) {
    try {
      Variables variables = build.apply(Ops.create(graph));
      session = new Session(graph, config);
      weights.restore(session, variables);
    } catch (RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  final Graph graph() {
    return graph;
  }

  /** Returns the session, which stays owned by this object. */
  public final Session session() {
    return session;
  }

  @Override
  public final void close() {
    Sessions.close(session, graph);
  }
}
