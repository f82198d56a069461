package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
  private static TinyCheckpoints tiny;

  @TempDir private Path run;
  private Checkpoints checkpoints;

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
    checkpoints = new Checkpoints(run.resolve("checkpoints"));
  }

  @Test
  void await_returnsTheNewest() {
    try (CheckpointWriter writer = new CheckpointWriter(checkpoints)) {
      assertThat(writer.await()).isNull();
      begin(writer, 2);
      assertThat(writer.await()).isEqualTo(checkpoints.of(2));
      begin(writer, 4);
      begin(writer, 6);
      assertThat(writer.await()).isEqualTo(checkpoints.of(6));
      assertThat(writer.await()).isEqualTo(checkpoints.of(6));
    }
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(6);
    assertThat(checkpoints.of(4).problem()).isEmpty();
  }

  @Test
  void close_waitsForTheLastAndEndsTheThread() throws InterruptedException {
    List<Thread> before = writers();
    CheckpointWriter writer = new CheckpointWriter(checkpoints);
    begin(writer, 2);
    List<Thread> during = writers();
    during.removeAll(before);
    writer.close();
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(2);
    assertThat(during).hasSize(1);
    during.get(0).join();
    writer.close();
  }

  @Test
  void failure_isReportedByTheNextCallOnce() throws IOException {
    Files.writeString(run.resolve("checkpoints"), "in the way");
    try (CheckpointWriter writer = new CheckpointWriter(checkpoints)) {
      begin(writer, 2);
      checkFailed(writer::await, 2);
      writer.check();
      assertThat(writer.await()).isNull();
      begin(writer, 4);
      checkFailed(() -> begin(writer, 6), 4);
      begin(writer, 8);
      // Until it is known, nothing is said.
      checkFailed(
          () -> {
            while (true) {
              writer.check();
              Thread.sleep(1);
            }
          },
          8);
      begin(writer, 10);
      checkFailed(writer::close, 10);
    }
    assertThat(run.resolve("checkpoints")).hasContent("in the way");
  }

  @Test
  void writer_goesOnAfterAFailure() throws IOException {
    Path file = Files.writeString(run.resolve("checkpoints"), "in the way");
    try (CheckpointWriter writer = new CheckpointWriter(checkpoints)) {
      begin(writer, 2);
      checkFailed(writer::await, 2);
      Files.delete(file);
      begin(writer, 4);
      assertThat(writer.await()).isEqualTo(checkpoints.of(4));
    }
  }

  @Test
  void interruptedThread_stillSeesTheCheckpointWritten() {
    try (CheckpointWriter writer = new CheckpointWriter(checkpoints)) {
      begin(writer, 2);
      Thread.currentThread().interrupt();
      assertThat(writer.await()).isEqualTo(checkpoints.of(2));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      begin(writer, 4);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(4);
  }

  private static void begin(CheckpointWriter writer, long step) {
    writer.begin(tiny.session, TinyCheckpoints.state(step));
  }

  private void checkFailed(ThrowingCallable call, long step) {
    assertThatThrownBy(call)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(
            checkpoints.of(step).folder().toString(), "something is there already", "disk");
  }

  private static List<Thread> writers() {
    return new java.util.ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("facegan-checkpoint"))
            .toList());
  }
}
