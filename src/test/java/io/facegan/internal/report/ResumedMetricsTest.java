package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start makes of the {@code metrics.jsonl} that an earlier training left. */
class ResumedMetricsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("metrics.jsonl");
  }

  @Test
  void afterACheckpoint_nothingStaysThatWillBeWrittenAgain() throws IOException {
    String before = evaluation(0, 0) + step(10, 0) + step(20, 0) + evaluation(20, 0);
    write(before + step(30, 0) + evaluation(30, 0) + event(30, 0) + step(40, 0));

    start(Runs.resumed(folder, 20, 20, 0, 100));

    assertThat(file).hasContent(before);
  }

  @Test
  void stepNotJudgedYet_keepsItsLossesAlone() throws IOException {
    String before = evaluation(0, 0) + step(10, 0) + step(20, 0);
    write(before + evaluation(20, 0) + event(20, 0));

    start(Runs.resumed(folder, 20, 0, 0, 100));

    assertThat(file).hasContent(before);
  }

  @Test
  void linesAtAnEndThatWasNone_go() throws IOException {
    String before = evaluation(0, 0) + step(10, 0) + evaluation(10, 0);
    write(before + endingStep(17, 0) + endingEvaluation(17, 0));

    start(Runs.resumed(folder, 17, 10, 0, 100));

    assertThat(file).hasContent(before);
  }

  @Test
  void runThatBecomesLonger_losesTheLinesOfItsFirstEnd() throws IOException {
    String before = evaluation(0, 0) + step(10, 0) + evaluation(10, 0);
    write(before + endingStep(17, 0) + endingEvaluation(17, 0));

    start(Runs.resumed(folder, 17, 10, 0, 18));

    assertThat(file).hasContent(before);
  }

  @Test
  void finishedRun_keepsEverything() throws IOException {
    String all =
        evaluation(0, 0)
            + step(10, 0)
            + evaluation(10, 0)
            + endingStep(17, 0)
            + endingEvaluation(17, 0);
    write(all);

    MetricsLog log = start(Runs.resumed(folder, 17, 10, 0, 17));
    log.finished(Runs.result(folder, null));

    assertThat(file).hasContent(all);
  }

  @Test
  void earlierAttempts_stay() throws IOException {
    String before =
        evaluation(0, 0)
            + step(10, 0)
            + evaluation(10, 0)
            + step(20, 0)
            + step(30, 0)
            + event(33, 0)
            + step(20, 1)
            + event(21, 1)
            + step(20, 2);
    write(before + step(30, 2) + evaluation(30, 2) + event(30, 2) + step(40, 3));

    start(Runs.resumed(folder, 20, 10, 2, 100));

    assertThat(file).hasContent(before);
  }

  /** A run killed after it said that it goes back, but before that was saved. */
  @Test
  void laterAttempts_go() throws IOException {
    String before = evaluation(0, 0) + step(10, 0) + evaluation(10, 0);
    write(before + step(20, 0) + event(20, 0) + step(20, 1));

    start(Runs.resumed(folder, 10, 10, 0, 100));

    assertThat(file).hasContent(before);
  }

  @Test
  void runThatStartsOver_keepsNothing() throws IOException {
    write(evaluation(0, 0) + step(10, 0));

    start(Runs.start(folder, 100));

    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"step\":20,\"attempt\":0,\"ep", "{", "\n", "\0\0\0\0\0\0", "17\n"})
  void lineThatACrashCutShort_goes(String half) throws IOException {
    String before = evaluation(0, 0) + step(10, 0);
    write(before + half);

    start(Runs.resumed(folder, 30, 30, 0, 100)).stepped(Runs.step(40, 100));

    assertThat(Files.readString(file)).startsWith(before);
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void bytesThatAreNoText_goToo() throws IOException {
    String before = evaluation(0, 0) + step(10, 0);
    write(before);
    byte[] rubbish = {(byte) 0xff, (byte) 0xc3, '\n', '{'};
    Files.write(file, rubbish, StandardOpenOption.APPEND);

    start(Runs.resumed(folder, 30, 30, 0, 100));

    assertThat(file).hasContent(before);
  }

  /** A power cut or an editor can leave these anywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"step\":20,\"attempt\":0,\"ep\n",
        "\0\0\0\0\0\0\n",
        "\0\0\0\0\0\0",
        "{\"step\":20,\"att",
        "{\"step\":20,\"attempt\":0,\"event\":\"\u00ff\u00c3\"}\n",
        "{\"step\":null,\"attempt\":0}\n",
        "17\n",
        "rubbish\n"
      })
  void damagedLine_goesAndTheOthersStay(String rubbish) throws IOException {
    String before = evaluation(0, 0) + step(10, 0);
    String after = step(30, 0) + evaluation(30, 0);
    write(before);
    Files.write(file, rubbish.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
    Files.writeString(file, after, StandardOpenOption.APPEND);

    String said = saidBy(() -> start(Runs.resumed(folder, 30, 30, 0, 100)));

    assertThat(Files.readString(file)).isEqualTo(before + after);
    assertThat(said).contains(file.toString(), "1 place", "line 3").hasLineCount(1);
  }

  @Test
  void lostLineEnd_losesNoLine() throws IOException {
    String before = evaluation(0, 0) + step(10, 0) + step(20, 0) + event(20, 0);
    write(before.replace("}\n{", "}{"));

    String said = saidBy(() -> start(Runs.resumed(folder, 30, 30, 0, 100)));

    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(said).isEmpty();
  }

  @Test
  void severalDamagedLines_areSaidInOneLine() throws IOException {
    write(step(10, 0) + "{\n\n" + step(20, 0) + "}\n" + step(30, 0) + "{\"st");

    String said = saidBy(() -> start(Runs.resumed(folder, 30, 30, 0, 100)));

    assertThat(Files.readString(file)).isEqualTo(step(10, 0) + step(20, 0) + step(30, 0));
    assertThat(said).contains("3 places", "line 2").hasLineCount(1);
  }

  @Test
  void lineThatOnlyLacksItsLineEnd_stays() throws IOException {
    String before = evaluation(0, 0) + step(10, 0);
    write(before.stripTrailing());

    start(Runs.resumed(folder, 10, 0, 0, 100));

    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void otherAlphabets_areReadBack() throws IOException {
    String before =
        MetricsLine.of(
                new GuardEvent(
                    5,
                    0,
                    io.facegan.train.Guard.COLLAPSE,
                    GuardEvent.Kind.WARNING,
                    "d\u00e9j\u00e0 \u9854"))
            + "\n";
    write(before);

    start(Runs.resumed(folder, 10, 10, 0, 100));

    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void pendingInterrupt_spoilsNothing() throws IOException {
    String before = evaluation(0, 0) + step(10, 0);
    write(before);
    Thread.currentThread().interrupt();
    try {
      start(Runs.resumed(folder, 10, 0, 0, 100)).stepped(Runs.step(20, 100));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void nothingElse_isLeftInTheFolder() throws IOException {
    write(step(10, 0));

    start(Runs.resumed(folder, 10, 0, 0, 100));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static MetricsLog start(TrainingStart start) {
    MetricsLog log = new MetricsLog();
    log.started(start);
    return log;
  }

  private static String saidBy(Runnable start) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      start.run();
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private void write(String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String step(long step, int attempt) {
    return line(Runs.step(step, attempt, 100, 0.1 * step, 1.25), false);
  }

  private static String endingStep(long step, int attempt) {
    return line(Runs.step(step, attempt, 100, 0.1 * step, 1.25), true);
  }

  private static String line(StepResult step, boolean end) {
    return MetricsLine.of(step, end).machine("seconds", 1.5) + "\n";
  }

  private static String evaluation(long step, int attempt) {
    return line(Runs.evaluation(step, attempt, true));
  }

  private static String endingEvaluation(long step, int attempt) {
    return line(Runs.evaluation(step, attempt, false));
  }

  private static String line(Evaluation evaluation) {
    return MetricsLine.of(evaluation) + "\n";
  }

  private static String event(long step, int attempt) {
    return MetricsLine.of(Runs.event(step, attempt, GuardEvent.Kind.ROLLED_BACK)) + "\n";
  }
}
