package io.facegan.internal.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Follows the events of a page as a browser does. */
final class Events implements AutoCloseable {
  private final HttpResponse<InputStream> answer;
  private final BufferedReader lines;
  String id;

  /**
   * @param last the id of the last event that is known
   */
  Events(HttpClient http, String link, String last) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(link + "events")).header("Last-Event-ID", last).build();
    answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  int status() {
    return answer.statusCode();
  }

  /** Waits for the next state; null at the end. */
  JsonNode next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      }
      if (line.startsWith("data: ")) {
        return new ObjectMapper().readTree(line.substring(6));
      }
    }
    return null;
  }

  /** Waits for the state at a step. */
  JsonNode at(long step) throws IOException {
    JsonNode state = next();
    while (state.at("/page/runs/0/step").asLong() != step) {
      state = next();
    }
    return state;
  }

  @Override
  public void close() throws IOException {
    answer.body().close();
  }
}
