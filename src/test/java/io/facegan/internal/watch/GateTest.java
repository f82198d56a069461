package io.facegan.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private final Headers headers = new Headers();
  private Token token;
  private Gate gate;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    token = Token.of(folder);
    gate = new Gate(token, "trainer.lan");
    headers.set("Host", "127.0.0.1:7007");
  }

  private Gate.Refusal refusal(String method) {
    return gate.refusal(method, token.toString(), headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:7007",
        "localhost:7007",
        "localhost",
        "[::1]:7007",
        "192.168.1.5:80",
        "trainer.lan:7007",
        "Trainer.LAN"
      })
  void numbersAndTheNameThatWasGiven_areAnswered(String host) {
    headers.set("Host", host);
    assertThat(refusal("GET")).isNull();
    headers.set("Origin", "http://" + host);
    assertThat(refusal("POST")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:7007",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "user@127.0.0.1",
        "127.0.0.1:7007:80x",
        "[::1].evil.example"
      })
  void otherNames_areRefused(String host) {
    headers.set("Host", host);
    assertThat(refusal("GET").status()).isEqualTo(403);
    assertThat(refusal("GET").words()).contains("not called that");
  }

  @Test
  void noHostOrTwoOrNoOriginWhereOneIsNeeded_areRefused() {
    assertThat(refusal("GET")).isNull();
    assertThat(refusal("POST").status()).isEqualTo(403);
    headers.add("Host", "evil.example");
    assertThat(refusal("GET").status()).isEqualTo(403);
    headers.remove("Host");
    assertThat(refusal("GET").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://127.0.0.1:7008",
        "https://127.0.0.1:7007",
        "null",
        "",
        "http://127.0.0.1:7007.evil.example"
      })
  void otherOrigins_areRefused(String origin) {
    headers.set("Origin", origin);
    assertThat(refusal("POST").status()).isEqualTo(403);
    assertThat(refusal("GET").words()).contains("Another site");
  }

  /** A link in a mail may open the page; a script elsewhere may not read it. */
  @ParameterizedTest
  @CsvSource({
    "same-origin, cors, true",
    "none, navigate, true",
    "cross-site, navigate, true",
    "cross-site, no-cors, false",
    "same-site, cors, false"
  })
  void otherSites_mayOpenThePageAlone(String site, String mode, boolean answered) {
    headers.set("Sec-Fetch-Site", site);
    headers.set("Sec-Fetch-Mode", mode);
    assertThat(refusal("GET") == null).isEqualTo(answered);
  }
}
