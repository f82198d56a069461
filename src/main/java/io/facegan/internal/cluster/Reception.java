package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.DaemonThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the chief listens. Who does not say hello as a worker does is dropped without an answer.
 */
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final DaemonThreads THREADS = new DaemonThreads("facegan-cluster-reception");
  private static final Duration LONGEST_HELLO = Duration.ofSeconds(10);
  private static final int BACKLOG = 1000;
  private static final int MOST_AT_ONCE = 64;
  private static final int PAUSE_MILLIS = 50;

  private final ServerSocket server;
  private final Duration patience;
  private final BiConsumer<Connection, ObjectNode> arrived;
  private final Thread acceptor = THREADS.newThread(this::accept);
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private Reception(
      ServerSocket server, Duration patience, BiConsumer<Connection, ObjectNode> arrived) {
    this.server = server;
    this.patience = patience;
    this.arrived = arrived;
  }

  /**
   * Begins to listen at the chief's own address and nowhere else.
   *
   * @param arrived is given each connection with its hello, in a thread of its own
   */
  @SuppressWarnings("resource")
  static Reception open(
      ClusterAddress own, int port, Duration timeout, BiConsumer<Connection, ObjectNode> arrived) {
    ServerSocket server = listening(own, port);
    Duration patience = timeout.compareTo(LONGEST_HELLO) < 0 ? timeout : LONGEST_HELLO;
    Reception reception = new Reception(server, patience, arrived);
    reception.acceptor.start();
    return reception;
  }

  private static ServerSocket listening(ClusterAddress own, int port) {
    try {
      ServerSocket server = new ServerSocket();
      try {
        server.bind(new InetSocketAddress(own.host(), port), BACKLOG);
        return server;
      } catch (IOException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new FaceGanException(
          "port %d, for the channel from %s to the others, cannot be had (%s): end the program that has it, or give the workers of this host other ports"
              .formatted(port, own.worker(), e.getMessage()),
          e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (places.tryAcquire()) {
          THREADS.newThread(() -> greet(socket)).start();
        } else {
          socket.close();
        }
      } catch (IOException e) {
        pauseUnlessClosed(e);
      }
    }
  }

  /** Without open files, for example, the next attempt would fail at once, too. */
  private void pauseUnlessClosed(IOException failure) {
    if (!server.isClosed()) {
      LOG.debug("a connection could not be accepted", failure);
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void greet(Socket socket) {
    try {
      Connection connection = new Connection(socket);
      connection.patience(patience);
      ObjectNode hello = connection.read();
      if (!Message.type(hello).equals(Message.HELLO)) {
        throw new IOException("it sent no hello");
      }
      arrived.accept(connection, hello);
    } catch (IOException e) {
      LOG.debug("{} is no worker", socket.getRemoteSocketAddress(), e);
      try {
        socket.close();
      } catch (IOException gone) {
        LOG.trace("it has gone", gone);
      }
    } finally {
      places.release();
    }
  }

  void close() {
    try {
      server.close();
      // As long as a thread waits there the system keeps the port.
      acceptor.join(LONGEST_HELLO.toMillis());
    } catch (IOException e) {
      LOG.debug("the channel could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
