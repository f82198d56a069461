package io.facegan.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Precision;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How workers come together, and what keeps them from it. */
class JoiningTest {
  private static final Duration SHORT = Duration.ofMillis(150);

  private final Local local = new Local(3);

  @AfterEach
  void close() {
    local.close();
  }

  @Test
  void orders_arriveAtAllInSequenceUntilTheEnd() throws Exception {
    Future<ChiefChannel> opening = local.chief();
    try (FollowerChannel second = Local.get(both(1, 2).get(1));
        ChiefChannel chief = Local.get(opening)) {
      List<Order> orders =
          List.of(Order.begin(2), Order.step(7_000_000_000L), Order.handOver(), Order.end());
      orders.forEach(chief::order);
      for (Order order : orders) {
        assertThat(second.next()).isEqualTo(order);
      }
      assertThatThrownBy(second::next).isInstanceOf(IllegalStateException.class);
      assertThat(second.lost()).isEmpty();
      assertThat(chief.lost()).isEmpty();
    }
  }

  private List<Future<FollowerChannel>> both(int first, int second) {
    return List.of(local.follower(first), local.follower(second));
  }

  @Test
  void chiefAlone_needsNobody() throws Exception {
    try (Local alone = new Local(1);
        ChiefChannel chief = Local.get(alone.chief())) {
      chief.agree(new Facts(Map.of("images", "5")));
      chief.order(Order.end());
      assertThat(chief.lost()).isEmpty();
    }
  }

  @Test
  void differingFact_isRefusedEverywhereWithBothValues() throws Exception {
    Future<ChiefChannel> chief = local.chief(local.cluster(0), facts("batch", "16", "size", "64"));
    Future<FollowerChannel> alike = local.follower(1, facts("size", "64"));
    Future<FollowerChannel> other = local.follower(2, facts("batch", "16", "size", "32\n"));

    String line =
        "%s has 32 as its size, and %s has 64: start all workers with the same"
            .formatted(local.name(2), local.name(0));
    refused(chief, line);
    refused(other, line);
    // Whether it was there already or not; in neither case it begins.
    alike.cancel(true);
  }

  @Test
  void factThatTheChiefLacks_isRefused() throws Exception {
    Future<ChiefChannel> chief = local.chief();
    refused(local.follower(1, facts("labels", "hair")), "has hair as its labels, and ", "nothing");
    refused(chief, "labels");
  }

  @Test
  void factThatAFollowerLacks_comesFromTheChief() throws Exception {
    Future<ChiefChannel> opening = local.chief(local.cluster(0), facts("options", "{…}\n"));
    for (Future<FollowerChannel> one : both(1, 2)) {
      try (FollowerChannel follower = Local.get(one)) {
        assertThat(follower.chief().values()).containsEntry("options", "{…}\n");
      }
    }
    Local.get(opening).close();
  }

  @Test
  void otherVersionListOrWire_isRefused() throws Exception {
    Future<ChiefChannel> chief = local.chief();
    try (Socket socket = local.connect()) {
      Connection old = new Connection(socket);
      ObjectNode hello = local.hello(1);
      hello.withObject("facts").put("FaceGan version", "0.0.1");
      old.write(hello);
      assertThat(Message.line(old.read())).contains("0.0.1 as its FaceGan version", local.name(1));
    }
    refused(chief, "FaceGan version");

    Cluster shorter = Cluster.of(local.cluster(0).workers().subList(0, 2), 1);
    Future<ChiefChannel> second = local.chief();
    refused(local.inThread(() -> FollowerChannel.join(shorter, Facts.NONE)), "as its workers");
    refused(second, "as its workers");

    Cluster halved = local.cluster(1).wire(Precision.BFLOAT16);
    Future<ChiefChannel> third = local.chief();
    refused(
        local.inThread(() -> FollowerChannel.join(halved, Facts.NONE)),
        "bfloat16 as its wire",
        "float32");
    refused(third, "wire");
  }

  @Test
  void sameNumberTwice_isRefusedEverywhere() throws Exception {
    Future<ChiefChannel> chief = local.chief();
    String line = "two processes say that they are " + local.name(1);
    List<Future<FollowerChannel>> twins = both(1, 1);
    refused(twins.get(0), line);
    refused(twins.get(1), line);
    refused(chief, line);
  }

  @Test
  void missingWorkers_areNamed() throws Exception {
    Cluster impatient = local.cluster(0).joinTimeout(SHORT);
    refused(
        local.chief(impatient, Map.of()),
        "%s and %s did not join %s within 150 ms"
            .formatted(local.name(1), local.name(2), local.name(0)));
  }

  @Test
  void missingWorker_isNamedAlone() throws Exception {
    String alone = local.name(1) + " did not join " + local.name(0);
    String line = "";
    // A slow machine may take more than the first times for the hello.
    for (Duration wait = SHORT; !line.contains(alone); wait = wait.multipliedBy(2)) {
      assertThat(wait).isLessThan(Local.LONG);
      Future<ChiefChannel> chief = local.chief(local.cluster(0).joinTimeout(wait), Map.of());
      Connection there = local.mute(2);
      local.inThread(
          () -> {
            there.read();
            there.close();
            return null;
          });
      line = catchThrowableOfType(FaceGanException.class, () -> Local.get(chief)).getMessage();
    }
  }

  @Test
  void noChief_isNamedWithTheChannelsPort() {
    Cluster impatient = local.cluster(1).joinTimeout(SHORT);
    refused(
        local.inThread(() -> FollowerChannel.join(impatient, Facts.NONE)),
        local.name(0),
        "127.0.0.1:" + local.controlPort,
        "150 ms",
        "refused");
  }

  @Test
  void strangers_haveNoEffect() throws Exception {
    Future<ChiefChannel> opening = local.chief();
    String tooLong = "{\"type\":\"hello\",\"x\":\"" + "x".repeat(1 << 20) + "\"}\n";
    List<String> sent =
        List.of(
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "\n",
            "[1]\n",
            "{\"type\":\"order\"}\n",
            "{\"type\":\"hello\",\"task\":1}\n",
            "{\"type\":\"hello\",\"task\":-1,\"facts\":{\"FaceGan version\":\"x\"}}\n",
            tooLong);
    for (String text : sent) {
      try (Socket stranger = local.connect()) {
        // Whoever is dropped while it still writes is told so.
        local
            .inThread(
                () -> {
                  stranger.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                  return null;
                })
            .get();
        assertThat(answer(stranger)).as(text.substring(0, 1)).isEmpty();
      } catch (ExecutionException dropped) {
        assertThat(text).isEqualTo(tooLong);
      }
    }
    try (Socket half = local.connect();
        Socket mute = local.connect()) {
      half.getOutputStream().write("{\"type\":\"he".getBytes(StandardCharsets.UTF_8));
      for (Future<FollowerChannel> one : both(1, 2)) {
        Local.get(one).close();
      }
      Local.get(opening).close();
      assertThat(mute.isConnected()).isTrue();
    }
  }

  private static String answer(Socket stranger) {
    try {
      return new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException reset) {
      return "";
    }
  }

  @Test
  void follower_mayGoAndComeAgainBeforeAllAreThere() throws Exception {
    Future<ChiefChannel> opening = local.chief();
    Connection first = local.mute(1);
    first.endOutput();
    // The chief hangs up only after it has given the place away again.
    assertThatThrownBy(() -> first.read()).isInstanceOf(EOFException.class);
    for (Future<FollowerChannel> one : both(1, 2)) {
      Local.get(one).close();
    }
    Local.get(opening).close();
  }

  @Test
  void lateTwin_isToldThatTheChiefIsAtWork() throws Exception {
    Future<ChiefChannel> opening = local.chief();
    List<Future<FollowerChannel>> followers = both(1, 2);
    try (FollowerChannel one = Local.get(followers.get(0));
        FollowerChannel two = Local.get(followers.get(1));
        ChiefChannel chief = Local.get(opening)) {
      Cluster impatient = local.cluster(1).joinTimeout(SHORT);
      refused(
          local.inThread(() -> FollowerChannel.join(impatient, Facts.NONE)),
          local.name(0),
          "at work with another process as worker 1");
      chief.order(Order.step(1));
      assertThat(one.next().step()).isEqualTo(1);
      assertThat(two.next().step()).isEqualTo(1);
    }
  }

  @Test
  void chiefInterruptedWhileItWaits_tellsThoseWhoWaitWithIt() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<ChiefChannel> opening =
        local.inThread(
            () -> {
              thread.complete(Thread.currentThread());
              return ChiefChannel.open(local.cluster(0), Facts.NONE);
            });
    try (Socket waiting = local.connect()) {
      new Connection(waiting).write(local.hello(1));
      assertThat(Local.lines(waiting, 1)).contains("beat");
      Local.get(thread).interrupt();
      assertThat(Message.line(new Connection(waiting).read()))
          .contains(local.name(0) + " failed: it was stopped");
    }
    assertThatThrownBy(() -> Local.get(opening)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void followerInterruptedWhileItWaits_endsTheStart() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<FollowerChannel> joining =
        local.inThread(
            () -> {
              thread.complete(Thread.currentThread());
              return FollowerChannel.join(local.cluster(1), Facts.NONE);
            });
    try (ServerSocket chief =
            new ServerSocket(local.controlPort, 1, InetAddress.getLoopbackAddress());
        Socket socket = chief.accept()) {
      Connection connection = new Connection(socket);
      assertThat(Message.type(connection.read())).isEqualTo(Message.HELLO);
      Local.get(thread).interrupt();
      ObjectNode farewell = connection.read();
      assertThat(Message.type(farewell)).isEqualTo(Message.FAIL);
      assertThat(Message.line(farewell)).contains("was stopped");
    }
    assertThatThrownBy(() -> Local.get(joining)).isInstanceOf(InterruptedException.class);

    Future<ChiefChannel> opening = local.chief();
    Connection stopped = local.mute(1);
    stopped.write(Message.of(Message.FAIL, Loss.STOPPED));
    stopped.endOutput();
    refused(opening, local.name(1) + " failed: it was stopped before the first step");
    stopped.close();
  }

  @Test
  void portOfTheChannelTaken_isNamed() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(local.controlPort, 1, InetAddress.getLoopbackAddress())) {
      refused(
          local.chief(),
          "port " + taken.getLocalPort(),
          "channel from " + local.name(0),
          "other ports");
    }
  }

  private static Map<String, String> facts(String... namesAndValues) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return facts;
  }

  private static void refused(Future<?> opening, String... facts) {
    assertThatThrownBy(() -> Local.get(opening))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(facts);
  }
}
