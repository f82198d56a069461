package io.facegan.internal.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page in the browser. */
public final class BrowserPage {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> complaints = new ArrayList<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int last;

  BrowserPage(HttpClient http, String address) {
    socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
  }

  /**
   * Runs a script in the page.
   *
   * @param script an expression; a promise is waited for
   * @return its value
   * @throws IllegalStateException if it throws
   */
  public JsonNode run(String script) throws IOException, InterruptedException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(
          result.at("/exceptionDetails/exception/description").asText(result.toString()));
    }
    return result.at("/result/value");
  }

  /** Waits until a script's value is true. */
  public void await(String script) throws IOException, InterruptedException {
    for (int i = 0; i < 1200; i++) {
      if (run(script).asBoolean()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException(
        "never true: " + script + " in " + run("document.body.innerText"));
  }

  /** Sends a command of the DevTools and returns its result. */
  public JsonNode call(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    int id = ++last;
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).join();
    while (true) {
      String answer = answers.poll(2, TimeUnit.MINUTES);
      if (answer == null) {
        throw new IOException("no answer to " + message);
      }
      JsonNode json = JSON.readTree(answer);
      String event = json.path("method").asText();
      if (event.equals("Runtime.exceptionThrown") || event.equals("Log.entryAdded")) {
        complaints.add(json.get("params").toString());
      }
      if (json.path("id").asInt() == id) {
        return json.path("result");
      }
    }
  }

  /** Returns what the console says of errors and warnings since the page was opened. */
  public List<String> complaints() throws IOException, InterruptedException {
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    run("0");
    return complaints;
  }

  /** Closes the page, so that it draws no more. */
  public void close() throws IOException, InterruptedException {
    call("Page.close", Map.of());
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
      text.append(part);
      if (whole) {
        answers.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
