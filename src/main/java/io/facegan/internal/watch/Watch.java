package io.facegan.internal.watch;

import com.sun.net.httpserver.HttpServer;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.DaemonThreads;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Serves the page of one run until it is closed. */
public final class Watch implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpServer server;
  private final ExecutorService threads;
  private final Feed feed;
  private final Token token;
  private final Place place;

  private Watch(
      HttpServer server,
      Place place,
      Path run,
      Supplier<Phase> phase,
      Runnable stop,
      Consumer<String> note) {
    this.server = server;
    this.place = place;
    token = Token.of(run);
    feed = new Feed(run, token, phase);
    threads = Executors.newFixedThreadPool(THREADS, new DaemonThreads("facegan-watch"));
    server.setExecutor(threads);
    server.createContext("/", new Routes(feed, new Gate(token, place.address()), stop, note));
  }

  /**
   * Begins to serve a run, whose folder may not be there yet.
   *
   * @param phase says where the training is
   * @param stop ends it after its step, null if that cannot be done from here
   * @param note shows a line to who runs the server
   * @throws FaceGanException if the address is none of this machine's or the port is taken
   */
  public static Watch open(
      Place place, Path run, Supplier<Phase> phase, Runnable stop, Consumer<String> note) {
    // Half a request shall not hold a thread for good, nor a browser that does not read what it
    // asked for. A page that is cut off asks again.
    limit("sun.net.httpserver.maxReqTime", 30);
    limit("sun.net.httpserver.maxRspTime", 600);
    Watch watch = new Watch(place.bind(), place, run, phase, stop, note);
    watch.feed.start();
    // The server's own thread is a daemon only if the one that starts it is.
    Thread start = new DaemonThreads("facegan-watch-start").newThread(watch.server::start);
    start.start();
    try {
      start.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!watch.at().isLoopbackAddress()) {
      note.accept(
          "the watch page is open to other machines, unencrypted: whoever reads its link on the way"
              + " can watch the training and stop it");
    }
    return watch;
  }

  private static void limit(String property, int seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(seconds));
    }
  }

  /** Returns the address of the page, with its token. */
  public String link() {
    String host = place.address();
    if (host == null || at().isAnyLocalAddress()) {
      host = at().isAnyLocalAddress() ? "localhost" : at().getHostAddress();
    } else if (at() instanceof Inet6Address) {
      host = "[" + at().getHostAddress().replaceFirst("%.*", "") + "]";
    }
    return "http://%s:%d/%s/".formatted(host, server.getAddress().getPort(), token);
  }

  private InetAddress at() {
    return server.getAddress().getAddress();
  }

  /** Shows the last state to who looks, and ends. */
  @Override
  public void close() {
    feed.end(PATIENCE);
    server.stop(0);
    threads.shutdownNow();
  }
}
