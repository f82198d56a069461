package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.util.ProcessLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path folder;

  @Test
  void secondTrainingInThisProcess_isKeptOut() {
    ProcessLock first = RunFolder.lock(folder);
    checkInUse();
    first.close();
    RunFolder.lock(folder).close();
  }

  @Test
  void closingTwice_isHarmless() {
    ProcessLock lock = RunFolder.lock(folder);
    lock.close();
    assertThatCode(lock::close).doesNotThrowAnyException();
  }

  @Test
  void refusedTraining_doesNotSetTheFirstOneFree() {
    try (ProcessLock first = RunFolder.lock(folder)) {
      checkInUse();
      checkInUse();
      assertThat(first).isNotNull();
    }
  }

  @Test
  void trainingInAnotherProcess_keepsThisOneOutUntilItIsKilled() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = other.getInputStream()) {
      assertThat(out.read()).isEqualTo('!');
      checkInUse();
    } finally {
      other.destroyForcibly().waitFor();
    }
    RunFolder.lock(folder).close();
  }

  /** Takes the lock of a folder, says so, and keeps it until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws InterruptedException {
      try (ProcessLock lock = RunFolder.lock(Path.of(args[0]))) {
        System.out.print(lock == null ? '?' : '!');
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  @Test
  void missingFolder_isNamed() {
    Path missing = folder.resolve("gone");
    assertThatThrownBy(() -> RunFolder.lock(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(missing.toString(), "no such file or folder", "disk");
  }

  @Test
  void interruptedThread_takesItToo() {
    Thread.currentThread().interrupt();
    try (ProcessLock lock = RunFolder.lock(folder)) {
      assertThat(lock).isNotNull();
      assertThat(Thread.interrupted()).isTrue();
      checkInUse();
    }
  }

  @Test
  void runFolder_isLockedWhileItIsOpenForTraining() throws IOException {
    TrainingOptions options = TestOptions.of(TinyNetworks.rgb());
    Path run = folder.resolve("run");
    try (RunFolder created = RunFolder.create(run, options)) {
      assertThat(created.path()).isEqualTo(run);
      assertThatThrownBy(() -> RunFolder.reopen(run)).hasMessage(inUse(run));
      // It can be read nevertheless.
      assertThat(RunFolder.open(run).options()).isEqualTo(options);
    }
    try (RunFolder reopened = RunFolder.reopen(run)) {
      assertThat(reopened.options()).isEqualTo(options);
      assertThatThrownBy(() -> RunFolder.reopen(run)).hasMessage(inUse(run));
    }
    RunFolder.reopen(run).close();
    assertThat(Files.size(run.resolve("lock"))).isZero();
  }

  @Test
  void folderOfATrainingKilledBeforeItBegan_isFree() {
    RunFolder.lock(folder).close();
    RunFolder.create(folder, TestOptions.of(TinyNetworks.rgb())).close();
  }

  private void checkInUse() {
    assertThatThrownBy(() -> RunFolder.lock(folder))
        .isInstanceOf(FaceGanException.class)
        .hasMessage(inUse(folder));
  }

  private static String inUse(Path folder) {
    return "run folder %s is in use by another training: wait for it or stop it".formatted(folder);
  }
}
