package io.facegan.internal.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line from a browser to a server that can be cut, as if the server had been killed. */
final class CutLine implements AutoCloseable {
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile URI to;
  private volatile ServerSocket entry;

  CutLine() throws IOException {
    entry = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    port = entry.getLocalPort();
    entry.close();
  }

  /** Leads to a server from now on, and returns its link through the line. */
  String leadTo(String link) throws IOException {
    to = URI.create(link);
    entry = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
    start(this::accept);
    return "http://127.0.0.1:%d%s".formatted(port, to.getPath());
  }

  /** Ends every connection and takes no more. */
  void cut() throws IOException {
    entry.close();
    for (Socket end : ends) {
      end.close();
    }
    ends.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket browser = entry.accept();
        Socket server = new Socket(to.getHost(), to.getPort());
        ends.addAll(List.of(browser, server));
        start(() -> pass(browser, server));
        start(() -> pass(server, browser));
      }
    } catch (IOException cut) {
      // The test says so when the page does not go on.
    }
  }

  private static void pass(Socket from, Socket into) {
    try (from;
        into) {
      from.getInputStream().transferTo(into.getOutputStream());
    } catch (IOException cut) {
      // So does the other end.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cut-line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
