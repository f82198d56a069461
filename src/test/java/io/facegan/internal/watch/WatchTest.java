package io.facegan.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class WatchTest {
  private static final Place ANY = new Place(null, 0, true);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger stops = new AtomicInteger();
  private final List<AutoCloseable> open = new ArrayList<>();
  private volatile Phase phase = Phase.TRAINING;

  @TempDir Path temp;

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private WatchedRun run() {
    WatchedRun run = new WatchedRun(temp.resolve("run"));
    open.add(run);
    run.grid(0);
    return run;
  }

  private Watch watch(Place place) {
    return watch(place, stops::incrementAndGet);
  }

  private Watch watch(Place place, Runnable stop) {
    Watch watch = Watch.open(place, temp.resolve("run"), () -> phase, stop, notes::add);
    open.add(watch);
    return watch;
  }

  private Events events(Watch watch, String last) throws Exception {
    Events events = new Events(http, watch.link(), last);
    open.add(events);
    return events;
  }

  private HttpResponse<String> get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private HttpResponse<String> stop(Watch watch, String origin) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(watch.link() + "stop"))
            .POST(HttpRequest.BodyPublishers.noBody());
    return send(origin == null ? request : request.header("Origin", origin));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  private static String origin(Watch watch) {
    return watch.link().replaceFirst("/[^/]*/$", "");
  }

  @Test
  void page_isThatOfTheRunWithABar() throws Exception {
    run();
    Watch watch = watch(ANY);
    assertThat(watch.link()).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{22}/");
    HttpResponse<String> page = get(watch.link());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<title>run", "id=\"live-bar\"", "new EventSource", "connect-src &#39;self&#39;")
        .containsPattern("data-have=\"grid/0/[0-9a-f]{8} grid/-1/");
    assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    String bare = watch.link().substring(0, watch.link().length() - 1);
    assertThat(get(bare).headers().firstValue("Location"))
        .hasValue(URI.create(watch.link()).getPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/x/", "/x/events", "/x/stop"})
  void withoutTheToken_nothingIsTold(String path) throws Exception {
    run();
    HttpResponse<String> answer = get(origin(watch(ANY)) + path);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("token").doesNotContain("run");
  }

  @Test
  void stop_needsThePageItself() throws Exception {
    run();
    Watch watch = watch(ANY);
    assertThat(stop(watch, null).statusCode()).isEqualTo(403);
    assertThat(stop(watch, "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(get(watch.link() + "stop").statusCode()).isEqualTo(404);
    assertThat(stops).hasValue(0);
    HttpResponse<String> stopped = stop(watch, origin(watch));
    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat(stopped.body()).contains("asked to stop");
    assertThat(stops).hasValue(1);
  }

  @Test
  void runOfAnotherProcess_cannotBeStopped() throws Exception {
    run();
    phase = Phase.ELSEWHERE;
    Watch watch = watch(ANY, null);
    assertThat(stop(watch, origin(watch)).statusCode()).isEqualTo(409);
    JsonNode state = events(watch, "").next();
    assertThat(state.get("stop").booleanValue()).isFalse();
    assertThat(state.get("words").textValue()).contains("Another process", "Ctrl-C");
  }

  @Test
  void events_bringWhatIsNew() throws Exception {
    WatchedRun run = run();
    Watch watch = watch(ANY);
    Events events = events(watch, "");
    JsonNode first = events.next();
    assertThat(first.at("/page/runs/0/grids")).hasSize(1);
    assertThat(first.get("stop").booleanValue()).isTrue();
    run.grid(20);
    JsonNode second = events.at(20);
    assertThat(second.at("/page/runs/0/grids")).hasSize(2);
    String grid = second.at("/page/runs/0/grids/1/src").textValue();
    HttpResponse<byte[]> image =
        http.send(
            HttpRequest.newBuilder(URI.create(watch.link() + grid)).build(),
            BodyHandlers.ofByteArray());
    assertThat(image.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/");
    assertThat(image.body()).isNotEmpty();
    assertThat(get(watch.link() + "grid/20/00000000").statusCode()).isEqualTo(404);
    phase = Phase.STOPPING;
    assertThat(events.next().get("words").textValue()).contains("after this step");
  }

  @Test
  void browserThatComesBack_getsOnlyWhatItLacks() throws Exception {
    WatchedRun run = run();
    Watch watch = watch(ANY);
    Events before = events(watch, "");
    before.next();
    before.close();
    Events after = events(watch, before.id);
    // The same number of another server says nothing.
    assertThat(events(watch, "other-1").at(0)).isNotNull();
    assertThat(events(watch, "' \"x").at(0)).isNotNull();
    run.step(10);
    assertThat(after.next().at("/page/runs/0/step").asLong()).isEqualTo(10);
  }

  @Test
  void runThatIsNotThereYet_isWaitedFor() throws Exception {
    phase = Phase.WAITING;
    Watch watch = watch(ANY);
    assertThat(get(origin(watch) + "/favicon.ico").statusCode()).isEqualTo(204);
    assertThat(get(watch.link()).body()).contains("not begun yet", "src=\"watch.js\"");
    assertThat(get(watch.link() + "watch.js").body()).contains("EventSource");
    Events events = events(watch, "");
    assertThat(events.next().get("page").isNull()).isTrue();
    run().step(10);
    phase = Phase.TRAINING;
    assertThat(events.at(10)).isNotNull();
    assertThat(get(watch.link()).body()).contains("window.facegan");
  }

  /** It asks for much and takes nothing; neither others nor the end wait for it. */
  @Test
  void slowBrowser_holdsNobodyUp() throws Exception {
    WatchedRun run = run();
    Watch watch = watch(ANY);
    URI link = URI.create(watch.link());
    for (int i = 0; i < 3; i++) {
      Socket slow = new Socket();
      slow.setReceiveBufferSize(1);
      open.add(slow);
      slow.connect(new InetSocketAddress("127.0.0.1", link.getPort()));
      String request = "GET %sevents HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(link.getPath());
      slow.getOutputStream().write(request.getBytes());
    }
    Events events = events(watch, "");
    for (long step = 10; step <= 40; step += 10) {
      run.step(step);
      assertThat(events.at(step)).isNotNull();
    }
    long before = System.nanoTime();
    watch.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void tooManyPages_areRefused() throws Exception {
    run();
    Watch watch = watch(ANY);
    for (int i = 0; i < Routes.MOST_VIEWERS; i++) {
      assertThat(events(watch, "").status()).isEqualTo(200);
    }
    assertThat(events(watch, "").status()).isEqualTo(503);
    assertThat(get(watch.link()).statusCode()).isEqualTo(200);
  }

  @Test
  void end_bringsAllImagesAlong() throws Exception {
    WatchedRun run = run();
    Watch watch = watch(ANY);
    Events events = events(watch, "");
    events.next();
    run.grid(20);
    phase = Phase.ENDED;
    watch.close();
    JsonNode last = events.at(20);
    while (!last.get("over").booleanValue()) {
      last = events.next();
    }
    assertThat(last.get("words").textValue()).contains("has ended");
    assertThat(last.at("/page/runs/0/grids"))
        .hasSize(2)
        .allSatisfy(grid -> assertThat(grid.get("src").textValue()).startsWith("data:image/"));
    assertThat(events.next()).isNull();
    assertThatThrownBy(() -> get(watch.link())).isInstanceOf(IOException.class);
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("facegan-watch"))) {
      Thread.sleep(10);
    }
  }

  @Test
  void takenPort_isRefusedWithARemedy() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> watch(new Place(null, port, true)))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("port " + port, "taken", "or 0");
      assertThat(watch(new Place(null, port, false)).link()).doesNotContain(":" + port + "/");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "nowhere.invalid"})
  void addressOfAnotherMachine_isRefused(String address) {
    assertThatThrownBy(() -> watch(new Place(address, 0, true)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(address, "this machine");
  }

  @Test
  void otherMachines_areAnsweredWhereThatIsAskedForAndByTheTokenAlone() throws Exception {
    run();
    URI closed = URI.create(watch(ANY).link());
    assertThat(notes).isEmpty();
    URI opened = URI.create(watch(new Place("0.0.0.0", 0, true)).link());
    assertThat(notes).singleElement().asString().contains("other machines", "unencrypted");
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
            .findFirst();
    assumeTrue(own.isPresent(), "this machine has no address besides the loopback");
    String there = "http://%s:%d".formatted(own.get().getHostAddress(), opened.getPort());
    assertThat(get(there + opened.getPath()).statusCode()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      assertThat(get(there + "/").statusCode()).isEqualTo(403);
    }
    assertThat(notes).hasSize(2).last().asString().contains("refused", "token");
    assertThatThrownBy(() -> new Socket(own.get(), closed.getPort()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void token_staysThatOfTheRun() throws Exception {
    run();
    String before = path(watch(ANY));
    get(watch(ANY).link());
    Path file = temp.resolve("run").resolve("watch-token");
    assertThat(path(watch(ANY))).isEqualTo("/" + Files.readString(file).strip() + "/");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(before).isNotEqualTo(path(watch(ANY)));
    Files.writeString(file, "short");
    assertThat(path(watch(ANY))).doesNotContain("short").hasSize(24);
  }

  private static String path(Watch watch) {
    return URI.create(watch.link()).getPath();
  }

  @Test
  void folderThatIsGone_isSaidOnThePage() throws Exception {
    WatchedRun run = run();
    Watch watch = watch(ANY);
    Events events = events(watch, "");
    events.next();
    Files.delete(temp.resolve("run/metrics.jsonl"));
    Files.delete(temp.resolve("run/options.json"));
    assertThat(events.next().get("words").textValue()).contains("cannot be read", "options.json");
    run.close();
  }
}
