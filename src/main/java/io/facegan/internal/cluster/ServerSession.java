package io.facegan.internal.cluster;

import io.facegan.error.FaceGanException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/** A session on a server, whose runs another thread can cancel. */
public final class ServerSession {
  private final TF_Session handle;
  private final Session session;
  private boolean closing;

  private ServerSession(TF_Session handle, Session session) {
    this.handle = handle;
    this.session = session;
  }

  /**
   * TensorFlow Java's own sessions ignore their target, and what is needed to make another is
   * private to it.
   */
  static ServerSession open(Graph graph, String target, ConfigProto config) {
    try {
      Field ofGraph = Graph.class.getDeclaredField("nativeHandle");
      ofGraph.setAccessible(true);
      Constructor<Session> session =
          Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
      session.setAccessible(true);
      TF_Session handle = handle((TF_Graph) ofGraph.get(graph), target, config);
      return new ServerSession(handle, session.newInstance(graph, handle));
    } catch (InaccessibleObjectException | ReflectiveOperationException refused) {
      throw new FaceGanException(
          "training by several workers needs what module %s keeps to itself: start Java with"
                  .formatted(Graph.class.getModule().getName())
              + " --add-opens %s/org.tensorflow=%s, or use the class path"
                  .formatted(
                      Graph.class.getModule().getName(), ServerSession.class.getModule().getName()),
          refused);
    }
  }

  private static TF_Session handle(TF_Graph graph, String target, ConfigProto config) {
    byte[] bytes = config.toByteArray();
    try (TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
        TF_Status status = TF_Status.newStatus();
        BytePointer packed = new BytePointer(bytes)) {
      tensorflow.TF_SetTarget(options, target);
      tensorflow.TF_SetConfig(options, packed, bytes.length, status);
      status.throwExceptionIfNotOK();
      TF_Session handle = tensorflow.TF_NewSession(graph, options, status);
      status.throwExceptionIfNotOK();
      return handle;
    }
  }

  public Session session() {
    return session;
  }

  /** Makes the runs of the session fail, now and from now on; from any thread. */
  public synchronized void cancel() {
    if (closing) {
      return;
    }
    try (TF_Status status = TF_Status.newStatus()) {
      tensorflow.TF_CloseSession(handle, status);
    }
  }

  /** Notes that the session is about to be closed, after which it cannot be cancelled. */
  public synchronized void closing() {
    closing = true;
  }
}
