package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.util.DaemonThreads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection to one other worker. Once started it gives signs of life, and notices when those of
 * the other one are missing.
 */
final class Connection {
  /** What is told of a connection, by its own thread. */
  interface Listener {
    void received(ObjectNode message);

    /**
     * The last call.
     *
     * @param why there is nothing more
     */
    void ended(String why);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DaemonThreads THREADS = new DaemonThreads("facegan-cluster");
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);
  private static final int LONGEST_LINE = 1 << 20;

  private final Socket socket;
  private final InputStream in;
  private final CountDownLatch over = new CountDownLatch(1);

  Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Waits for the next message but for signs of life.
   *
   * @throws IOException if the connection has ended or is silent for its time, or what comes is no
   *     message
   */
  ObjectNode read() throws IOException {
    while (true) {
      JsonNode message = JSON.readTree(line());
      if (!(message instanceof ObjectNode object)) {
        throw new IOException("it sent what is no message");
      }
      if (!Message.type(object).equals(Message.BEAT)) {
        return object;
      }
    }
  }

  /** Never keeps more than a message may have, for anybody can connect. */
  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("it sent a line of more than " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    return line.toByteArray();
  }

  void write(ObjectNode message) throws IOException {
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      socket.getOutputStream().write(line);
    }
  }

  /** Sends a message to one who may be gone, which its reader then notices. */
  void tell(ObjectNode message) {
    try {
      write(message);
    } catch (IOException gone) {
      close();
    }
  }

  /** Sets how long {@link #read()} waits for a byte. */
  void patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  /**
   * Begins to read and to give signs of life.
   *
   * @param timeout after which a silent one counts as lost
   */
  void start(Duration timeout, Listener listener) {
    THREADS.newThread(() -> listen(timeout, listener)).start();
    // A thread each: writing to one who does not read may take until it counts as lost.
    THREADS.newThread(() -> beat(timeout.dividedBy(10))).start();
  }

  private void listen(Duration timeout, Listener listener) {
    String why;
    boolean silent = false;
    try {
      patience(timeout);
      while (true) {
        listener.received(read());
      }
    } catch (SocketTimeoutException e) {
      silent = true;
      why = "silent for " + Workers.text(timeout);
    } catch (EOFException e) {
      why = "its connection ended";
    } catch (IOException | IllegalArgumentException e) {
      why = "its connection broke, " + firstLine(e);
    }
    over.countDown();
    // One who is silent may awake, and is told then why nobody waits for it.
    if (!silent) {
      close();
    }
    listener.ended(why);
    close();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void beat(Duration tenth) {
    long millis = Math.max(1, Math.min(tenth.toMillis(), LONGEST_INTERVAL.toMillis()));
    try {
      do {
        write(Message.of(Message.BEAT));
      } while (!over.await(millis, TimeUnit.MILLISECONDS));
    } catch (IOException ended) {
      // The reader notices.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says that nothing more comes. Closing at once would take back what the other one has not read
   * yet.
   */
  void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException gone) {
      close();
    }
  }

  /** Waits until the other one has read all and ended, for a while, and closes. */
  void close(long deadlineNanos) {
    try {
      over.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }
}
