package io.facegan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
  private static final List<String> TWO = List.of("a:2222", "[fd00::1%eth0]:65535");

  @Test
  void of_keepsOrderAndDefaults() {
    Cluster cluster = Cluster.of(List.of(" a:2222", "[fd00::1%eth0]:65535 "), 1);

    assertThat(cluster.workers()).isEqualTo(TWO);
    assertThat(cluster.task()).isEqualTo(1);
    assertThat(cluster.isChief()).isFalse();
    assertThat(Cluster.of(TWO, 0).isChief()).isTrue();
    assertThat(cluster.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(cluster.joinTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(cluster.wire()).isEqualTo(Precision.FLOAT32);
    assertThat(cluster).hasToString("worker 1 ([fd00::1%eth0]:65535) of 2");
  }

  @Test
  void changes_makeAnotherClusterThatDiffersInThemAlone() {
    Cluster cluster = Cluster.of(TWO, 1);
    Cluster other =
        cluster
            .timeout(Duration.ofSeconds(2))
            .joinTimeout(Duration.ofSeconds(3))
            .wire(Precision.BFLOAT16);

    assertThat(other.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(other.joinTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(other.wire()).isEqualTo(Precision.BFLOAT16);
    assertThat(other.workers()).isEqualTo(TWO);
    assertThat(other.task()).isEqualTo(1);
    assertThat(cluster).isEqualTo(Cluster.of(TWO, 1)).isNotEqualTo(other);
    assertThat(cluster).hasSameHashCodeAs(Cluster.of(TWO, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        ":2222",
        "host:0",
        "host:02",
        "host:-1",
        "host:x",
        "a b:1",
        "http://a:1",
        "::1:2222",
        "[a]:2222",
        "a:1:2",
        "grün:2222",
        "a:123456"
      })
  void address_ofAnotherFormIsRefused(String address) {
    assertThatThrownBy(() -> Cluster.of(List.of("a:1", address), 0))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("worker 1 has the address \"" + address + "\"")
        .hasMessageContaining("expected host:port");
  }

  @Test
  void portThatDoesNotExist_isRefused() {
    refused(List.of("a:65536"), 0, "worker 0 (a:65536)", "1 to 65535");
  }

  @Test
  void sameAddressTwice_isRefused() {
    refused(List.of("a:1", "b:1", "A:1"), 0, "worker 0 and worker 2 are both A:1");
  }

  @Test
  void taskOutside_isRefused() {
    refused(List.of("a:1", "b:1"), 2, "task 2", "2 workers", "0 to 1");
    refused(List.of("a:1", "b:1"), -1, "task -1");
    refused(List.of("a:1"), 1, "1 worker, expected 0");
  }

  @Test
  void noWorker_isRefused() {
    refused(List.of(), 0, "no worker", "host:port");
  }

  @Test
  void wire_isFloat32OrBfloat16() {
    assertThatThrownBy(() -> Cluster.of(TWO, 0).wire(Precision.TF32))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("wire is tf32", "float32 or bfloat16");
  }

  @Test
  void times_arePositiveAndEnd() {
    assertThatThrownBy(() -> Cluster.of(TWO, 0).timeout(Duration.ZERO))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("timeout", "PT0S", "a millisecond to a day");
    assertThatThrownBy(() -> Cluster.of(TWO, 0).joinTimeout(Duration.ofDays(2)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("joinTimeout", "PT48H");
  }

  private static void refused(List<String> workers, int task, String... facts) {
    assertThatThrownBy(() -> Cluster.of(workers, task))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(facts);
  }
}
