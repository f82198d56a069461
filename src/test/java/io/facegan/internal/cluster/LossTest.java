package io.facegan.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Cluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that are gone after all had joined, and how the others learn it. */
class LossTest {
  private static final Order STEP = Order.step(1);
  private static final Order END = Order.end();
  private static final Duration SHORT = Duration.ofMillis(150);

  private final Local local = new Local(3);
  private final Local two = new Local(2);

  @AfterEach
  void close() {
    local.close();
    two.close();
  }

  @Test
  void followerThatDies_isNamedToAllOnce() throws Exception {
    Future<ChiefChannel> opening = local.chief();
    Future<FollowerChannel> joining = local.follower(1);
    Connection dying = local.mute(2);
    try (FollowerChannel follower = Local.get(joining);
        ChiefChannel chief = Local.get(opening)) {
      AtomicInteger times = new AtomicInteger();
      CountDownLatch told = new CountDownLatch(2);
      Runnable listener =
          () -> {
            times.incrementAndGet();
            told.countDown();
          };
      chief.onLost(listener);
      follower.onLost(listener);
      chief.order(STEP);
      dying.endOutput();

      assertThat(told.await(Local.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      String line = local.name(2) + " was lost: its connection ended; start all workers again";
      lost(chief.lost(), line);
      lost(follower.lost(), line);
      thrown(() -> chief.order(STEP), line);
      thrown(() -> chief.agree(Facts.NONE), line);
      thrown(follower::next, line);
      thrown(() -> follower.agree(Facts.NONE), line);
      assertThat(times).hasValue(2);
      chief.onLost(listener);
      assertThat(times).hasValue(3);
    }
  }

  @Test
  void silentFollower_isLostAndToldSo() throws Exception {
    Future<ChiefChannel> opening = two.chief(two.cluster(0).timeout(SHORT), Map.of());
    Connection silent = two.mute(1);
    try (ChiefChannel chief = Local.get(opening)) {
      String line = two.name(1) + " was lost: silent for 150 ms; start all workers again";
      lost(chief.lost(Local.LONG), line);
      assertThat(Message.type(silent.read())).isEqualTo(Message.WELCOME);
      assertThat(Message.line(silent.read())).startsWith(line);
    }
    silent.close();
  }

  @Test
  void silentChief_isLost() throws Exception {
    Cluster impatient = two.cluster(1).timeout(SHORT);
    try (ServerSocket server = chief()) {
      Future<FollowerChannel> joining =
          two.inThread(() -> FollowerChannel.join(impatient, Facts.NONE));
      try (Socket socket = server.accept()) {
        new Connection(socket).write(Message.of(Message.WELCOME, Facts.NONE));
        try (FollowerChannel follower = Local.get(joining)) {
          lost(follower.lost(Local.LONG), two.name(0) + " was lost: silent for 150 ms");
        }
      }
    }
  }

  @Test
  void chiefThatDies_isLost() throws Exception {
    try (ServerSocket server = chief()) {
      Future<FollowerChannel> joining = two.follower(1);
      FollowerChannel follower;
      try (Socket socket = server.accept()) {
        new Connection(socket).write(Message.of(Message.WELCOME, Facts.NONE));
        follower = Local.get(joining);
      }
      try (follower) {
        thrown(follower::next, two.name(0) + " was lost: its connection");
      }
    }
  }

  @Test
  void bothGiveSignsOfLife() throws Exception {
    Future<ChiefChannel> opening = two.chief();
    try (Socket socket = two.connect()) {
      new Connection(socket).write(two.hello(1));
      assertThat(Local.lines(socket, 2)).contains("welcome").contains("beat");
    }
    Local.get(opening).close();
    Future<FollowerChannel> joining;
    try (ServerSocket server = chief()) {
      joining = two.follower(1);
      try (Socket socket = server.accept()) {
        new Connection(socket).write(Message.of(Message.WELCOME, Facts.NONE));
        assertThat(Local.lines(socket, 2)).contains("hello").contains("beat");
        Local.get(joining);
      }
    }
    Local.get(joining).close();
  }

  private ServerSocket chief() throws Exception {
    return new ServerSocket(two.controlPort, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void followerThatFails_isNamedToAllWithItsReason() throws Exception {
    Future<ChiefChannel> opening = local.chief();
    Future<FollowerChannel> failing = local.follower(1);
    Future<FollowerChannel> joining = local.follower(2);
    try (FollowerChannel follower = Local.get(joining);
        ChiefChannel chief = Local.get(opening)) {
      try (FollowerChannel one = Local.get(failing)) {
        one.fail("the images are gone");
      }
      String line = local.name(1) + " failed: the images are gone";
      thrown(follower::next, line);
      lost(chief.lost(Local.LONG), line);
    }
  }

  @Test
  void chiefThatFails_endsAllWithItsReason() throws Exception {
    Future<ChiefChannel> opening = two.chief();
    try (FollowerChannel follower = Local.get(two.follower(1))) {
      try (ChiefChannel chief = Local.get(opening)) {
        chief.order(STEP);
        chief.fail("the disk is full");
        assertThat(chief.lost()).isEmpty();
      }
      lost(follower.lost(Local.LONG), two.name(0) + " failed: the disk is full");
      thrown(follower::next, "the disk is full");
    }
  }

  @Test
  void chiefThatClosesWithoutAnEnd_isLost() throws Exception {
    Future<ChiefChannel> opening = two.chief();
    try (FollowerChannel follower = Local.get(two.follower(1))) {
      Local.get(opening).close();
      thrown(follower::next, two.name(0) + " was lost: its connection ended");
    }
  }

  @Test
  void followerThatClosesAfterTheEnd_isNotLost() throws Exception {
    Future<ChiefChannel> opening = two.chief();
    FollowerChannel follower = Local.get(two.follower(1));
    ChiefChannel chief = Local.get(opening);
    try (chief) {
      chief.order(END);
      try (follower) {
        assertThat(follower.next()).isEqualTo(END);
      }
      assertThat(follower.lost()).isEmpty();
    }
    assertThat(chief.lost()).isEmpty();
  }

  @Test
  void factsAgreedOnLater_areComparedAndComeBack() throws Exception {
    Future<ChiefChannel> opening = two.chief();
    try (FollowerChannel follower = Local.get(two.follower(1));
        ChiefChannel chief = Local.get(opening)) {
      Future<Facts> agreeing = two.inThread(() -> follower.agree(new Facts(Map.of("images", "5"))));
      chief.agree(new Facts(Map.of("images", "5", "seed", "42")));
      assertThat(Local.get(agreeing).values()).containsEntry("seed", "42");

      Future<Facts> differing =
          two.inThread(() -> follower.agree(new Facts(Map.of("images", "6"))));
      String line = "%s has 6 as its images, and %s has 5".formatted(two.name(1), two.name(0));
      thrown(() -> chief.agree(new Facts(Map.of("images", "5"))), line);
      thrown(() -> Local.get(differing), line);
    }
  }

  @Test
  void stopRequest_reachesTheChiefOnce() throws Exception {
    Future<ChiefChannel> opening = two.chief();
    try (FollowerChannel follower = Local.get(two.follower(1));
        ChiefChannel chief = Local.get(opening)) {
      CountDownLatch asked = new CountDownLatch(1);
      AtomicInteger times = new AtomicInteger();
      chief.onStopRequested(
          () -> {
            times.incrementAndGet();
            asked.countDown();
          });
      follower.requestStop();
      follower.requestStop();
      // An interrupt that comes with it wants the same.
      Future<Order> next =
          two.inThread(
              () -> {
                Thread.currentThread().interrupt();
                return follower.next();
              });
      assertThat(asked.await(Local.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      Future<Facts> agreeing = two.inThread(() -> follower.agree(Facts.NONE));
      chief.agree(Facts.NONE);
      Local.get(agreeing);
      assertThat(times).hasValue(1);
      chief.onStopRequested(times::incrementAndGet);
      assertThat(times).hasValue(2);
      chief.order(END);
      assertThat(Local.get(next)).isEqualTo(END);
    }
  }

  private static void lost(Optional<FaceGanException> lost, String fact) {
    assertThat(lost).hasValueSatisfying(e -> assertThat(e).hasMessageContaining(fact));
  }

  private static void thrown(ThrowingCallable call, String fact) {
    assertThatThrownBy(call).isInstanceOf(FaceGanException.class).hasMessageContaining(fact);
  }
}
