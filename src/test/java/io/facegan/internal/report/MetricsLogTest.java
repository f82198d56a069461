package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.train.GuardEvent;
import io.facegan.train.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
  private long nanos = 5_000_000_000L;

  @TempDir Path folder;

  @Test
  void line_holdsEveryValueAtFullPrecision() throws IOException {
    MetricsLog log = new MetricsLog(1, () -> nanos);
    float loss = 0.69314719f;

    log.started(Runs.start(folder, 10));
    nanos += 1_500_000_000L;
    log.stepped(new StepResult(7, 0, 10, 1.0 / 3, 112, loss, Math.PI, 1e-20, 51.234));

    assertThat(Files.readString(file()))
        .isEqualTo(
            "{\"step\":7,\"attempt\":0,\"epoch\":0.3333333333333333,\"pictures\":112,"
                + "\"loss_real\":0.6931471824645996,\"loss_fake\":3.141592653589793,"
                + "\"loss_generator\":1.0E-20,"
                + "\"machine\":{\"pictures_per_second\":51.234,\"seconds\":1.5}}\n");
    assertThat((float) lines().get(0).get("loss_real").doubleValue()).isEqualTo(loss);
  }

  @Test
  void steps_areWrittenAtTheIntervalAndAtTheEnd() throws IOException {
    MetricsLog log = new MetricsLog();
    log.started(Runs.start(folder, 25));
    for (long step = 1; step <= 25; step++) {
      log.stepped(Runs.step(step, 25));
    }
    log.finished(Runs.result(folder, Runs.step(25, 25)));

    assertThat(lines())
        .extracting(line -> line.get("step").asLong())
        .containsExactly(10L, 20L, 25L);
    assertThat(lines()).extracting(line -> line.has("end")).containsExactly(false, false, true);
  }

  @Test
  void stoppedEarly_writesTheLastStep() throws IOException {
    MetricsLog log = new MetricsLog(4);
    log.started(Runs.start(folder, 25));
    for (long step = 1; step <= 6; step++) {
      log.stepped(Runs.step(step, 25));
    }
    log.finished(Runs.result(folder, Runs.step(6, 25)));

    assertThat(lines()).extracting(line -> line.get("step").asLong()).containsExactly(4L, 6L);
    assertThat(lines()).extracting(line -> line.has("end")).containsExactly(false, true);
  }

  @Test
  void noSteps_leaveAnEmptyFile() {
    MetricsLog log = new MetricsLog();
    log.started(Runs.start(folder, 25));
    log.finished(Runs.result(folder, null));

    assertThat(file()).isEmptyFile();
  }

  @Test
  void notFinite_becomesNull() throws IOException {
    MetricsLog log = new MetricsLog(1);
    log.started(Runs.start(folder, 25));
    log.stepped(Runs.step(1, 25, Double.NaN, Double.POSITIVE_INFINITY));

    JsonNode line = lines().get(0);
    assertThat(line.get("loss_real").isNull()).isTrue();
    assertThat(line.get("loss_generator").isNull()).isTrue();
    assertThat(line.get("loss_fake").doubleValue()).isEqualTo(0.7);
  }

  @Test
  void everything_isWrittenInTheOrderInWhichItHappens() throws IOException {
    MetricsLog log = new MetricsLog(2);
    log.started(Runs.start(folder, 25));
    log.evaluated(Runs.evaluation(0, 0, true));
    log.stepped(Runs.step(1, 25));
    log.stepped(Runs.step(2, 25));
    log.guarded(Runs.event(2, 0, GuardEvent.Kind.ROLLED_BACK));
    log.evaluated(Runs.evaluation(2, 1, true));

    assertThat(lines())
        .extracting(line -> line.get("step").asLong())
        .containsExactly(0L, 2L, 2L, 2L);
    assertThat(lines()).extracting(line -> line.get("attempt").asInt()).containsExactly(0, 0, 0, 1);
    assertThat(lines())
        .extracting(line -> line.has("evaluation"))
        .containsExactly(true, false, false, true);
    assertThat(lines().get(2).get("event").textValue()).isEqualTo("rolled-back");
  }

  @Test
  void start_inMissingFolder_namesTheFile() {
    MetricsLog log = new MetricsLog();
    Path missing = folder.resolve("gone");
    Path file = missing.resolve("metrics.jsonl");

    assertThatThrownBy(() -> log.started(Runs.start(missing, 25)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write %s (no such file or folder)".formatted(file))
        .hasMessageEndingWith(
            ": check that its folder is there and can be written to, and that the disk is not full");
  }

  @Test
  void step_afterTheFolderIsGone_namesTheFile() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    MetricsLog log = new MetricsLog(1);
    log.started(Runs.start(run, 25));
    Files.delete(run.resolve("metrics.jsonl"));
    Files.delete(run);

    assertThatThrownBy(() -> log.stepped(Runs.step(1, 25)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write " + run.resolve("metrics.jsonl") + " (");
  }

  @Test
  void step_afterTheFileIsGone_doesNotBeginAnother() throws IOException {
    MetricsLog log = new MetricsLog(1);
    log.started(Runs.start(folder, 25));
    Files.delete(file());

    assertThatThrownBy(() -> log.stepped(Runs.step(1, 25)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(file().toString(), "it is gone", "disk");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void interval_belowOne_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new MetricsLog(0))
        .withMessage("metrics interval is 0 steps: it must be at least 1");
  }

  @Test
  void anything_beforeTheStart_isRefused() {
    MetricsLog log = new MetricsLog(1);

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> log.stepped(Runs.step(1, 25)),
            () -> log.evaluated(Runs.evaluation(1, 0, true)),
            () -> log.guarded(Runs.event(1, 0, GuardEvent.Kind.WARNING)),
            () -> log.finished(Runs.result(folder, Runs.step(1, 25))))) {
      assertThatIllegalStateException()
          .isThrownBy(call)
          .withMessage(
              "MetricsLog has no run folder yet: call started(...) before any other method");
    }
  }

  private Path file() {
    return folder.resolve("metrics.jsonl");
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
