package io.facegan.internal.watch;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One browser that looks: takes the newest state whenever it has sent the one before. */
final class Viewer implements Runnable {
  /** So that a browser that has left is noticed. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  /** After so many milliseconds a browser that lost the connection asks again. */
  private static final int RETRY = 1_000;

  private final Feed feed;
  private final HttpExchange exchange;

  /** Of this server: those of another one number other states. */
  private final String era;

  private long seen;

  Viewer(Feed feed, HttpExchange exchange, String era) {
    this.feed = feed;
    this.exchange = exchange;
    this.era = era;
    seen = seen(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
  }

  private long seen(String id) {
    return id != null && id.matches(era + "-\\d{1,15}")
        ? Long.parseLong(id.substring(era.length() + 1))
        : 0;
  }

  @Override
  public void run() {
    try {
      OutputStream out = exchange.getResponseBody();
      write(out, "retry: " + RETRY + "\n\n");
      while (true) {
        Feed.News news = feed.next(seen, SIGN_OF_LIFE);
        if (news != null) {
          write(out, "id: %s-%d\ndata: %s\n\n".formatted(era, news.number(), news.json()));
          seen = news.number();
        } else if (feed.isOver()) {
          return;
        } else {
          write(out, ": nothing new\n\n");
        }
      }
    } catch (IOException | InterruptedException gone) {
      // It left, or the server ends.
    } finally {
      exchange.close();
      feed.leave();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
