package io.facegan.internal.watch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.facegan.internal.util.DaemonThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** Answers what browsers ask. All addresses lie under the token. */
final class Routes implements HttpHandler {
  /** Each has a thread of its own. */
  static final int MOST_VIEWERS = 8;

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = Resources.text("watch.js");
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "same-origin",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private final Feed feed;
  private final Gate gate;
  private final Runnable stop;
  private final Consumer<String> note;
  private final String era = Long.toString(System.nanoTime(), 36).replace("-", "n");
  private boolean noted;

  /**
   * @param stop ends the training after its step, null if nobody may
   * @param note shows a line to who runs the server
   */
  Routes(Feed feed, Gate gate, Runnable stop, Consumer<String> note) {
    this.feed = feed;
    this.gate = gate;
    this.stop = stop;
    this.note = note;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    HEADERS.forEach(exchange.getResponseHeaders()::set);
    String method = exchange.getRequestMethod();
    String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
    if (path[0].equals("favicon.ico")) {
      // Every browser asks for it without being told to, and nothing is told.
      send(exchange, 204, TEXT, "");
      return;
    }
    Gate.Refusal refusal = gate.refusal(method, path[0], exchange.getRequestHeaders());
    if (refusal != null) {
      note(exchange, refusal);
      send(exchange, refusal.status(), TEXT, refusal.words());
    } else if (path.length == 1) {
      exchange.getResponseHeaders().set("Location", "/" + path[0] + "/");
      send(exchange, 302, TEXT, "");
    } else {
      answer(exchange, method + " " + path[1]);
    }
  }

  private void answer(HttpExchange exchange, String request) throws IOException {
    switch (request) {
      case "GET " -> send(exchange, 200, HTML, feed.page(SCRIPT).orElseGet(this::waiting));
      case "GET events" -> follow(exchange);
      case "GET watch.js" -> send(exchange, 200, "text/javascript; charset=utf-8", SCRIPT);
      case "POST stop" -> {
        if (stop == null) {
          send(exchange, 409, TEXT, "Another process trains this run: end it there, by Ctrl-C.");
        } else {
          stop.run();
          send(exchange, 200, TEXT, "The training was asked to stop.");
        }
      }
      default -> image(exchange, request);
    }
  }

  private String waiting() {
    return Resources.text("waiting.html").replace("{{live}}", feed.bar());
  }

  private void image(HttpExchange exchange, String request) throws IOException {
    var picture = feed.picture(request.substring(request.indexOf(' ') + 1));
    if (!request.startsWith("GET ")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      send(exchange, 405, TEXT, "This address only answers GET.");
    } else if (picture.isEmpty()) {
      send(exchange, 404, TEXT, "There is nothing here, or no more.");
    } else {
      send(exchange, 200, picture.get().type(), picture.get().bytes());
    }
  }

  private void follow(HttpExchange exchange) throws IOException {
    if (!feed.enter(MOST_VIEWERS)) {
      send(exchange, 503, TEXT, MOST_VIEWERS + " pages are open: close one.");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    try {
      exchange.sendResponseHeaders(200, 0);
    } catch (IOException gone) {
      feed.leave();
      throw gone;
    }
    new DaemonThreads("facegan-watch-viewer").newThread(new Viewer(feed, exchange, era)).start();
  }

  /** Shows the first refusal from another machine; whoever tries often shall not fill a console. */
  private synchronized void note(HttpExchange exchange, Gate.Refusal refusal) {
    var from = exchange.getRemoteAddress().getAddress();
    if (!noted && !from.isLoopbackAddress()) {
      noted = true;
      note.accept(
          "the watch page was refused to %s (%s) More such tries are not shown."
              .formatted(from.getHostAddress(), refusal.words()));
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
