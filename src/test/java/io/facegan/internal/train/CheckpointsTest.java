package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.VariableSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {
  private static TinyCheckpoints tiny;

  @TempDir private Path run;
  private Checkpoints checkpoints;
  private Path folder;

  private interface Damage {
    void to(Path checkpoint) throws IOException;
  }

  @BeforeAll
  static void open() {
    tiny = new TinyCheckpoints();
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  @BeforeEach
  void choose() {
    folder = run.resolve("checkpoints");
    checkpoints = new Checkpoints(folder);
  }

  @Test
  void checkpoint_holdsVariablesStateAndSums() throws IOException {
    Checkpoint written = tiny.write(checkpoints, TinyCheckpoints.state(300));
    assertThat(written.folder()).isEqualTo(folder.resolve("step-000300"));
    assertThat(written.step()).isEqualTo(300);
    assertThat(written.variables()).isEqualTo(folder.resolve("step-000300/variables"));
    assertThat(names(written.folder()))
        .containsExactly("SHA256SUMS", "state.json", TinyCheckpoints.DATA, "variables.index");
    assertThat(written.problem()).isEmpty();
    assertThat(written.state()).isEqualTo(TinyCheckpoints.state(300));
    assertThat(names(folder)).containsExactly("step-000300");
  }

  @Test
  void noCheckpoint_isNone() {
    assertThat(checkpoints.newest()).isEmpty();
    assertThat(checkpoints.wayBack(10)).isEmpty();
    String start = folder + " holds no ";
    assertThatThrownBy(checkpoints::newestOrRefuse)
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(start, "ended before its first one", "Resume it");
    assertThatThrownBy(checkpoints::bestOrRefuse)
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(start, "healthy checkpoint", "newest");
  }

  @Test
  void newest_isThatOfTheLargestNumber() throws IOException {
    write(999_998, 999_999, 1_000_000, 1_000_001);
    assertThat(names(folder)).containsExactly("step-1000000", "step-1000001", "step-999999");
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(1_000_001);
    TinyCheckpoints.flip(folder.resolve("step-1000001/state.json"));
    TinyCheckpoints.flip(folder.resolve("step-1000000/state.json"));
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(999_999);
  }

  @Test
  void otherNames_areNoCheckpoints() throws IOException {
    write(2);
    for (String other : List.of("step-12", "step-000009.bak", "steps", "step-", "unfinished")) {
      Files.createDirectories(folder.resolve(other));
    }
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void damagedNewest_givesWayToTheOneBeforeIt(String problem, Damage damage) throws IOException {
    write(2, 4, 6);
    Path newest = folder.resolve("step-000006");
    damage.to(newest);
    String logged = logged(() -> assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(4));
    assertThat(logged)
        .contains("WARN", "the checkpoint %s is damaged (%s)".formatted(newest, problem));
  }

  static Stream<Arguments> damagedNewest_givesWayToTheOneBeforeIt() {
    String data = TinyCheckpoints.DATA;
    return Stream.of(
        damage(data + " is damaged", at -> TinyCheckpoints.cut(at.resolve(data))),
        damage(data + " is damaged", at -> TinyCheckpoints.flip(at.resolve(data))),
        damage("state.json is damaged", at -> TinyCheckpoints.flip(at.resolve("state.json"))),
        damage("it has no " + data, at -> Files.delete(at.resolve(data))),
        damage("it has no state.json", at -> Files.delete(at.resolve("state.json"))),
        damage("it has no SHA256SUMS", at -> Files.delete(at.resolve("SHA256SUMS"))),
        damage("SHA256SUMS is damaged", at -> TinyCheckpoints.cut(at.resolve("SHA256SUMS"))),
        damage("it has no SHA256SUMS", TinyCheckpoints::empty),
        damage(
            "it has no SHA256SUMS",
            at -> {
              TinyCheckpoints.empty(at);
              Files.delete(at);
              Files.writeString(at, "a file in its place");
            }));
  }

  @Test
  void soundNewest_isTakenWithoutAWord() {
    write(2, 4);
    assertThat(logged(checkpoints::newestOrRefuse)).isEmpty();
  }

  @Test
  void allDamaged_areRefusedByName() throws IOException {
    write(2, 4);
    TinyCheckpoints.cut(folder.resolve("step-000002").resolve(TinyCheckpoints.DATA));
    Files.delete(folder.resolve("step-000004/SHA256SUMS"));
    String message =
        "no checkpoint can be used (%s/step-000004: it has no SHA256SUMS; %s/step-000002: %s is"
                .formatted(folder, folder, TinyCheckpoints.DATA)
            + " damaged): put an undamaged copy there, or train again";
    assertThatThrownBy(checkpoints::newest)
        .isInstanceOf(FaceGanException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> checkpoints.wayBack(4))
        .isInstanceOf(FaceGanException.class)
        .hasMessage(message);
  }

  @Test
  void leftovers_ofAKilledWriterAreClearedAway() throws IOException {
    write(2);
    for (String name : List.of(".step-000004.unfinished-1", ".step-000002.unfinished-22")) {
      Path content = Files.createDirectories(folder.resolve(name).resolve("content/deep/er"));
      Files.writeString(content.resolve("variables.index"), "half");
    }
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(2);
    RunFolder.lock(run).close();
    write(4);
    assertThat(names(folder)).containsExactly("step-000002", "step-000004");
    assertThat(checkpoints.newestOrRefuse().problem()).isEmpty();
  }

  @Test
  void sameStepAgain_takesThePlaceOfTheFirst() throws IOException {
    write(2);
    tiny.write(checkpoints, TinyCheckpoints.state(2).attempt(1));
    assertThat(names(folder)).containsExactly("step-000002");
    assertThat(checkpoints.newestOrRefuse().state().attempt()).isEqualTo(1);
  }

  @Test
  void fileInAPlaceOfACheckpoint_isReplaced() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("step-000002"), "a file");
    write(2);
    assertThat(checkpoints.newestOrRefuse().problem()).isEmpty();
  }

  @Test
  void newestThreeBestAndWayBack_areKept() throws IOException {
    write(2);
    write(TinyCheckpoints.state(4, true, true, 1.0));
    write(TinyCheckpoints.state(6, true, true, 2.0));
    write(TinyCheckpoints.state(8, true, false, 0.5));
    write(TinyCheckpoints.state(9, false, true, 0.5));
    write(TinyCheckpoints.state(10, true, false, 0.5));
    write(TinyCheckpoints.state(12, true, false, 0.5));
    assertThat(names(folder))
        .containsExactly("step-000004", "step-000006", "step-000009", "step-000010", "step-000012");
    assertThat(checkpoints.wayBack(12)).contains(checkpoints.of(6));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(4));

    write(TinyCheckpoints.state(14, true, true, 3.0));
    assertThat(names(folder))
        .containsExactly("step-000004", "step-000010", "step-000012", "step-000014");
    assertThat(checkpoints.wayBack(14)).contains(checkpoints.of(14));
  }

  @Test
  void best_mayBeTheEndButNoOtherPlaceWhereTheRunWasBrokenOff() {
    write(TinyCheckpoints.state(4, true, true, 3.0));
    write(TinyCheckpoints.state(5, false, true, 1.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(5));
    write(TinyCheckpoints.state(8, true, true, 2.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(8));
    write(TinyCheckpoints.state(9, false, false, 1.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(8));
  }

  @Test
  void best_isTrainedAndCompared() {
    write(TinyCheckpoints.state(0, true, true, 1.0));
    write(TinyCheckpoints.state(2, true, true, null));
    write(TinyCheckpoints.state(4, true, true, 9.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(4));
  }

  @Test
  void damagedBest_givesWayToTheNextBest() throws IOException {
    write(TinyCheckpoints.state(2, true, true, 1.0));
    write(TinyCheckpoints.state(4, true, true, 2.0));
    write(TinyCheckpoints.state(6, true, true, 3.0));
    TinyCheckpoints.flip(folder.resolve("step-000002").resolve(TinyCheckpoints.DATA));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(4));
  }

  @Test
  void wayBack_leadsToNoLaterStep() throws IOException {
    write(2, 4, 6);
    assertThat(checkpoints.wayBack(5)).contains(checkpoints.of(4));
    TinyCheckpoints.flip(folder.resolve("step-000004").resolve(TinyCheckpoints.DATA));
    assertThat(checkpoints.wayBack(5)).contains(checkpoints.of(2));
    assertThat(checkpoints.wayBack(1)).isEmpty();
  }

  @Test
  void damagedLaterOnes_doNotPushOutSoundOnes() throws IOException {
    write(2, 4, 6, 8);
    for (long damaged : new long[] {6, 8}) {
      TinyCheckpoints.flip(checkpoints.of(damaged).folder().resolve(TinyCheckpoints.DATA));
    }
    write(TinyCheckpoints.state(5, false, true, null));
    assertThat(names(folder))
        .containsExactly("step-000004", "step-000005", "step-000006", "step-000008");
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(5);
  }

  @Test
  void discardAfter_leavesWhatCameBefore() throws IOException {
    write(2, 4, 6);
    checkpoints.discardAfter(4);
    checkpoints.discardAfter(4);
    assertThat(names(folder)).containsExactly("step-000002", "step-000004");
    checkpoints.discardAfter(0);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void vanishedRunFolder_isNotMadeAgain() throws IOException {
    Checkpoints gone = new Checkpoints(run.resolve("gone/checkpoints"));
    assertThatThrownBy(() -> tiny.write(gone, TinyCheckpoints.state(2)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(
            run.resolve("gone/checkpoints/step-000002").toString(),
            "no such file or folder",
            "disk");
    assertThat(run.resolve("gone")).doesNotExist();
  }

  @Test
  void lostCheckpointsFolder_isMadeAgain() throws IOException {
    write(2);
    TinyCheckpoints.empty(folder.resolve("step-000002"));
    TinyCheckpoints.empty(folder);
    Files.delete(folder);
    write(4);
    assertThat(names(folder)).containsExactly("step-000004");
  }

  @Test
  void failedWrite_leavesTheOneOfTheSameStep() throws IOException {
    write(2, 4);
    Path sums = folder.resolve("step-000004/SHA256SUMS");
    String before = Files.readString(sums);
    VariableSnapshot snapshot = tiny.session.snapshot();
    snapshot.close();
    // The values are gone, so that it fails in the middle of the write.
    assertThatThrownBy(() -> checkpoints.write(snapshot, TinyCheckpoints.state(4).attempt(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(sums).hasContent(before);
    assertThat(checkpoints.newestOrRefuse().state().attempt()).isZero();
    write(6);
    assertThat(names(folder)).containsExactly("step-000002", "step-000004", "step-000006");
  }

  @Test
  void stateOfAnotherVersion_isRefusedByName() throws IOException {
    Checkpoint written = tiny.write(checkpoints, TinyCheckpoints.state(2));
    Path file = written.folder().resolve("state.json");
    Files.writeString(file, Files.readString(file).replace("\"planned\"", "\"due\""));
    assertThatThrownBy(written::state)
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith(file + " is from another version of FaceGan (Unrecognized field")
        .hasMessageEndingWith("): continue with the one that wrote it");
  }

  private void write(long... steps) {
    for (long step : steps) {
      write(TinyCheckpoints.state(step));
    }
  }

  private void write(State state) {
    tiny.write(checkpoints, state);
  }

  private static Arguments damage(String problem, Damage damage) {
    return Arguments.of(problem, damage);
  }

  private static List<String> names(Path folder) throws IOException {
    return TinyCheckpoints.files(folder).stream()
        .map(path -> path.getFileName().toString())
        .toList();
  }

  private static String logged(Runnable action) {
    PrintStream usual = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(usual);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
