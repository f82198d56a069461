package io.facegan.internal.runtime;

import org.tensorflow.Graph;
import org.tensorflow.Session;

/** How sessions are opened and closed. */
public final class Sessions {
  /**
   * Closes a session and then its graph, which would wait for the session without end, and gives
   * their memory back.
   *
   * @param session may be null
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
