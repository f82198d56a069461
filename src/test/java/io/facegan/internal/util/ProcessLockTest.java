package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
  @TempDir private Path folder;

  @Test
  void refusedAttempt_doesNotLetAnotherProcessIn() throws Exception {
    Path file = folder.resolve("lock");
    try (ProcessLock first = ProcessLock.take(file)) {
      assertThat(first.isSure()).isTrue();
      assertThat(ProcessLock.take(file)).isNull();
      assertThat(ProcessLock.take(folder.resolve("x/../lock").normalize())).isNull();
      try (Other other = new Other(file)) {
        assertThat(other.says()).isEqualTo('-');
      }
    }
    try (Other other = new Other(file)) {
      assertThat(other.says()).isEqualTo('+');
      assertThat(ProcessLock.take(file)).isNull();
    }
  }

  @Test
  void lookingWhetherItIsTaken_disturbsNobody() throws Exception {
    Path file = folder.resolve("lock");
    assertThat(ProcessLock.isTaken(file)).isFalse();
    assertThat(file).doesNotExist();
    try (ProcessLock ours = ProcessLock.take(file)) {
      assertThat(ours.isSure()).isTrue();
      assertThat(ProcessLock.isTaken(file)).isTrue();
      try (Other other = new Other(file)) {
        assertThat(other.says()).isEqualTo('-');
      }
    }
    assertThat(ProcessLock.isTaken(file)).isFalse();
    try (Other other = new Other(file)) {
      assertThat(other.says()).isEqualTo('+');
      assertThat(ProcessLock.isTaken(file)).isTrue();
    }
    assertThat(ProcessLock.isTaken(file)).isFalse();
  }

  /** As who looks whether a lock is taken has it, but for longer. */
  @Test
  void lockThatSomebodyLooksAt_isHadAMomentLater() throws Exception {
    Path file = Files.createFile(folder.resolve("lock"));
    FileChannel looking = FileChannel.open(file, StandardOpenOption.READ);
    looking.lock(0, Long.MAX_VALUE, true);
    CompletableFuture<Void> looked =
        CompletableFuture.runAsync(
            () -> {
              try {
                looking.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
    try (ProcessLock lock = ProcessLock.take(file)) {
      assertThat(lock).isNotNull();
    }
    looked.join();
  }

  @Test
  void fileSystemWithoutLocks_isNotedOnceAndKeepsOutThisProcess() throws IOException {
    FaultyFiles files = new FaultyFiles();
    files.locks = false;
    String logged =
        logged(
            () -> {
              for (String name : List.of("a", "b")) {
                try (ProcessLock lock = ProcessLock.take(files.path(folder.resolve(name)))) {
                  assertThat(lock.isSure()).isFalse();
                  assertThat(ProcessLock.take(files.path(folder.resolve(name)))).isNull();
                }
              }
            });
    assertThat(logged.strip().lines())
        .singleElement()
        .asString()
        .contains("WARN", "has no locks (No locks available)", "two trainings in one run folder");
    ProcessLock.take(files.path(folder.resolve("a"))).close();
  }

  @Test
  void workOfAnotherLivingProcess_isNoLeftoverHoweverOld() throws Exception {
    Path living = Files.createDirectory(folder.resolve(".a.png.unfinished-1"));
    try (Other other = new Other(living.resolve("lock"))) {
      assertThat(other.says()).isEqualTo('+');
      for (Path path : List.of(living.resolve("lock"), living)) {
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
      }
      Unfinished.sweep(folder, false);
      Unfinished.sweep(folder, true);
      assertThat(living.resolve("lock")).exists();
    }
    Files.setLastModifiedTime(living, FileTime.from(Instant.now().plusSeconds(3600)));
    Unfinished.sweep(folder, false);
    assertThat(living).doesNotExist();
  }

  private interface Action {
    void run() throws IOException;
  }

  private static String logged(Action action) throws IOException {
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

  /** Another process that takes a lock, if it can, and keeps it until it is killed. */
  private static final class Other implements AutoCloseable {
    private final Process process;

    Other(Path file) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx32m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Other.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    }

    /** Returns + if it has the lock and - if not. */
    int says() throws IOException {
      InputStream out = process.getInputStream();
      return out.read();
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }

    public static void main(String[] args) throws Exception {
      try (ProcessLock lock = ProcessLock.take(Path.of(args[0]))) {
        System.out.print(lock == null ? '-' : '+');
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
