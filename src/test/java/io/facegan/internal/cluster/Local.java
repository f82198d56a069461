package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.util.LoopbackPorts;
import io.facegan.runtime.Cluster;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Workers of one cluster in this JVM, on loopback, each in a thread. */
final class Local implements AutoCloseable {
  /** Longer than anything here takes on any machine. */
  static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> workers;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final int controlPort;

  Local(int workers) {
    // The chief has the highest, so that its channel is where a shorter list has it too.
    List<String> ports = new ArrayList<>(LoopbackPorts.free(workers));
    Collections.reverse(ports);
    this.workers = List.copyOf(ports);
    controlPort = ClusterAddress.controlPort(cluster(0));
  }

  Cluster cluster(int task) {
    return Cluster.of(workers, task).timeout(LONG).joinTimeout(LONG);
  }

  String name(int task) {
    return "worker " + task + " (" + workers.get(task) + ")";
  }

  Future<ChiefChannel> chief() {
    return chief(cluster(0), Map.of());
  }

  Future<ChiefChannel> chief(Cluster cluster, Map<String, String> facts) {
    return inThread(() -> ChiefChannel.open(cluster, new Facts(facts)));
  }

  Future<FollowerChannel> follower(int task) {
    return follower(task, Map.of());
  }

  Future<FollowerChannel> follower(int task, Map<String, String> facts) {
    return inThread(() -> FollowerChannel.join(cluster(task), new Facts(facts)));
  }

  <T> Future<T> inThread(Callable<T> work) {
    return threads.submit(work);
  }

  /** Returns what a thread returned, or throws what it threw. */
  static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    } catch (TimeoutException e) {
      throw new AssertionError("it takes too long", e);
    }
  }

  /** Connects to the chief as soon as it listens. */
  Socket connect() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress("127.0.0.1", controlPort));
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
      } catch (IOException notYet) {
        socket.close();
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.sleep(5);
      }
    }
  }

  /** Says hello as a worker does, and gives no signs of life. */
  Connection mute(int task) throws IOException, InterruptedException {
    Connection connection = new Connection(connect());
    connection.write(hello(task));
    return connection;
  }

  ObjectNode hello(int task) {
    return Message.hello(task, Facts.NONE.with(cluster(task)));
  }

  /** Reads so many lines and not a byte more. */
  static String lines(Socket socket, int count) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int left = count; left > 0; ) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException(lines.toString());
      }
      lines.append((char) next);
      left -= next == '\n' ? 1 : 0;
    }
    return lines.toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
