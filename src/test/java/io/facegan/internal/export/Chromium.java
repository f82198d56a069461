package io.facegan.internal.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/** A browser without a window, told what to do through its DevTools. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path profile;
  private final String port;

  private Chromium(Process process, Path profile, String port) {
    this.process = process;
    this.profile = profile;
    this.port = port;
  }

  private static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(p -> Path.of(p, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it; where this machine has none the test is skipped and says so. */
  public static Chromium start() throws IOException, InterruptedException {
    Optional<Path> program = program();
    assumeTrue(
        program.isPresent(),
        "no Chromium on the PATH, so no page is tried in one: install chromium");
    return start(program.get(), Files.createTempDirectory("facegan-browser"));
  }

  private static Chromium start(Path program, Path profile)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      if (Files.exists(port) && Files.readString(port).lines().count() == 2) {
        return new Chromium(
            process, profile, Files.readString(port).lines().findFirst().orElseThrow());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("no browser came up: " + Files.readString(profile.resolve("log")));
  }

  /** Opens a page. */
  public BrowserPage open(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%s/json/new?%s".formatted(port, address)))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofMinutes(1))
            .build();
    JsonNode page =
        JsonMapper.builder().build().readTree(http.send(request, BodyHandlers.ofString()).body());
    return new BrowserPage(http, page.get("webSocketDebuggerUrl").asText());
  }

  /** Ends it and removes what it kept. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    PathUtils.deleteDirectory(profile);
  }
}
