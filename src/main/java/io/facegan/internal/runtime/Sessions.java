package io.facegan.internal.runtime;

import org.tensorflow.Graph;
import org.tensorflow.Session;

/** Closes sessions. */
public final class Sessions {
  /**
   * Closes a session (which may be null) and then its graph, which would otherwise wait for the
   * session forever, and returns their memory to the system.
   */
  public static void close(Session session, Graph graph) {
    if (session != null) {
      session.close();
    }
    graph.close();
    TensorFlowRuntime.trim();
  }

  private Sessions() {}
}
