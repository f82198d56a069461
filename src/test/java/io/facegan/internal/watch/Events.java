package io.facegan.internal.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Follows the events of a page as a browser does. */
final class Events implements AutoCloseable {
  /** What comes after the last event. */
  private static final String END = "end";

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final HttpResponse<Stream<String>> answer;
  String id;

  /**
   * @param last the id of the last event that is known, null for none
   */
  Events(HttpClient http, String link, String last) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link + "events"));
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      answer.body().forEach(lines::add);
    } catch (java.io.UncheckedIOException ended) {
      // As a browser sees it that loses the connection.
    }
    lines.add(END);
  }

  int status() {
    return answer.statusCode();
  }

  /** Returns the next state, or null if none comes in this time or ever. */
  JsonNode next(int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        return null;
      }
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      }
      if (line.startsWith("data: ")) {
        return new ObjectMapper().readTree(line.substring(6));
      }
    }
  }

  /** Waits for the state at a step. */
  JsonNode at(long step) throws Exception {
    while (true) {
      JsonNode state = next(20);
      if (state == null || state.at("/page/runs/0/step").asLong() == step) {
        return state;
      }
    }
  }

  @Override
  public void close() {
    answer.body().close();
  }
}
