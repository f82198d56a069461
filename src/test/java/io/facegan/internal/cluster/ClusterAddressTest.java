package io.facegan.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Cluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ClusterAddressTest {
  /** For documentation (RFC 5737): no machine has it. */
  private static final String ELSEWHERE = "203.0.113.7:2222";

  @Test
  void ownAddress_isResolved() throws Exception {
    ClusterAddress own =
        ClusterAddress.own(Cluster.of(List.of("127.0.0.1:2222", "localhost:2223"), 1));
    assertThat(own.worker()).isEqualTo("worker 1 (localhost:2223)");
    assertThat(own.port()).isEqualTo(2223);
    assertThat(own.host().isLoopbackAddress()).isTrue();
    assertThat(own.hosts()).contains(InetAddress.getByName("127.0.0.1"));
  }

  @Test
  void unknownHost_isRefused() {
    Cluster cluster =
        Cluster.of(List.of("nowhere.invalid:2222"), 0).joinTimeout(Duration.ofMillis(1));
    refused(
        () -> ClusterAddress.own(cluster), "worker 0 (nowhere.invalid:2222)", "cannot be resolved");
  }

  @Test
  void addressOfAnotherMachine_isRefused() {
    Cluster cluster = Cluster.of(List.of("198.51.100.1:2222", ELSEWHERE), 1);
    refused(
        () -> ClusterAddress.own(cluster),
        "worker 1 (203.0.113.7:2222) is not on this machine",
        "--task 1");
  }

  @Test
  void loopbackBesideOthers_isRefused() {
    Cluster cluster = Cluster.of(List.of("127.0.1.1:2222", ELSEWHERE), 0);
    refused(
        () -> ClusterAddress.own(cluster),
        "worker 0 (127.0.1.1:2222) is 127.0.1.1 here",
        "worker 1 (203.0.113.7:2222)",
        "/etc/hosts");
  }

  @Test
  void portTaken_isRefused() throws Exception {
    ClusterAddress own;
    try (ServerSocket taken = new ServerSocket(0)) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      own = ClusterAddress.own(Cluster.of(List.of(address), 0));
      refused(own::checkPortFree, "port " + taken.getLocalPort(), "worker 0 (" + address + ")");
    }
    own.checkPortFree();
  }

  @Test
  void channel_hasThePortAfterTheHighestOfTheChiefsHost() {
    Cluster cluster = Cluster.of(List.of("a:2222", "A:3000", "b:9000", "a:2999"), 2);
    assertThat(ClusterAddress.controlPort(cluster)).isEqualTo(3001);
    refused(
        () -> ClusterAddress.controlPort(Cluster.of(List.of("a:1", "a:65535"), 0)),
        "worker 0 (a:1)",
        "65535");
  }

  private static void refused(ThrowingCallable call, String... facts) {
    assertThatThrownBy(call).isInstanceOf(FaceGanException.class).hasMessageContainingAll(facts);
  }
}
