package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegan.internal.util.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointSumsTest {
  private static final String DATA = TinyCheckpoints.DATA;
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  private interface Damage {
    void to(Path folder) throws IOException;
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("variables.index"), "");
    Files.writeString(folder.resolve(DATA), "abc");
    Files.writeString(folder.resolve("state.json"), "abc");
    CheckpointSums.write(folder);
  }

  @Test
  void file_isThatOfSha256sum() throws IOException {
    assertThat(folder.resolve("SHA256SUMS"))
        .hasContent(
            "%s  state.json\n%s  %s\n%s  variables.index\n".formatted(ABC, ABC, DATA, EMPTY));
    assertThat(Files.readString(folder.resolve("SHA256SUMS"))).endsWith("variables.index\n");
    assertThat(CheckpointSums.problem(folder)).isEmpty();
  }

  @Test
  void sha256sum_agrees() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/sha256sum")), "sha256sum is there");
    assertThat(check()).isEqualTo("state.json: OK\n%s: OK\nvariables.index: OK\n".formatted(DATA));
    TinyCheckpoints.flip(folder.resolve(DATA));
    assertThat(check()).contains(DATA + ": FAILED\n");
  }

  private String check() throws Exception {
    Process process =
        new ProcessBuilder("/usr/bin/sha256sum", "--check", "--strict", "SHA256SUMS")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void writingAgain_leavesOutTheListItself() throws IOException {
    List<String> first = Files.readAllLines(folder.resolve("SHA256SUMS"));
    CheckpointSums.write(folder);
    assertThat(folder.resolve("SHA256SUMS")).hasContent(String.join("\n", first));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void damage_isNamed(String problem, Damage damage) throws IOException {
    damage.to(folder);
    assertThat(CheckpointSums.problem(folder)).contains(problem);
  }

  static Stream<Arguments> damage_isNamed() {
    return Stream.of(
        damage(DATA + " is damaged", at -> TinyCheckpoints.cut(at.resolve(DATA))),
        damage("state.json is damaged", at -> TinyCheckpoints.flip(at.resolve("state.json"))),
        damage(
            "variables.index is damaged",
            at -> Files.writeString(at.resolve("variables.index"), "x")),
        damage("it has no " + DATA, at -> Files.delete(at.resolve(DATA))),
        damage("it has no state.json", at -> Files.delete(at.resolve("state.json"))),
        damage(
            "it has no variables.index",
            at -> {
              Files.delete(at.resolve("variables.index"));
              Files.createDirectory(at.resolve("variables.index"));
            }),
        damage("it has no SHA256SUMS", at -> Files.delete(at.resolve("SHA256SUMS"))),
        damage("it has no SHA256SUMS", TinyCheckpoints::empty),
        damage("it has no SHA256SUMS", CheckpointSumsTest::delete),
        damage("SHA256SUMS is cut short", at -> Files.writeString(at.resolve("SHA256SUMS"), "")),
        damage("SHA256SUMS is cut short", at -> keepLines(at, 1)),
        damage("SHA256SUMS is cut short", at -> keepLines(at, 2)),
        damage("SHA256SUMS is damaged", at -> TinyCheckpoints.cut(at.resolve("SHA256SUMS"))),
        damage(
            "SHA256SUMS is damaged",
            at -> Files.write(at.resolve("SHA256SUMS"), new byte[] {-1, 0, 7})),
        damage(
            "SHA256SUMS is damaged",
            at -> Files.writeString(at.resolve("SHA256SUMS"), ABC + "  a\0b\n")),
        damage(
            "SHA256SUMS is damaged",
            at -> Files.writeString(at.resolve("SHA256SUMS"), ABC + "  ../state.json\n")),
        damage(
            "it has no other",
            at -> Files.writeString(at.resolve("SHA256SUMS"), ABC + "  other\n")));
  }

  @Test
  void filesOfOtherPrograms_areNoDamage() throws IOException {
    Files.writeString(folder.resolve(".DS_Store"), "");
    assertThat(CheckpointSums.problem(folder)).isEmpty();
  }

  @Test
  void interruptedThread_seesNoDamage() throws IOException {
    Thread.currentThread().interrupt();
    assertThat(CheckpointSums.problem(folder)).isEmpty();
    assertThat(Durable.read(folder.resolve(DATA))).isEqualTo("abc");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Arguments damage(String problem, Damage damage) {
    return Arguments.of(problem, damage);
  }

  private static void keepLines(Path at, int count) throws IOException {
    Path sums = at.resolve("SHA256SUMS");
    Files.write(sums, Files.readAllLines(sums).subList(0, count));
  }

  private static void delete(Path folder) throws IOException {
    TinyCheckpoints.empty(folder);
    Files.delete(folder);
  }
}
