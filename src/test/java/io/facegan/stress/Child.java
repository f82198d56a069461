package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.cli.Main;
import io.facegan.internal.util.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own with the class path of the tests; what it says goes into two files. */
final class Child implements AutoCloseable {
  private static final int KILLED = 128 + 9;
  private static final long PATIENCE_SECONDS = 3_600;

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(List<String> before, List<String> java, Path logs) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(java);
    Files.createDirectories(logs);
    out = logs.resolve("out.txt");
    err = logs.resolve("err.txt");
    process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  /** Starts the command line with these arguments. */
  static Child commandLine(Path logs, String... arguments) throws IOException {
    return quick(logs, List.of(), Main.class, List.of(arguments));
  }

  /**
   * Starts the command line in a process that can write no file longer than this.
   *
   * @param limit in KiB
   */
  static Child limited(Path logs, int limit, String... arguments) throws IOException {
    List<String> shell = List.of("bash", "-c", "ulimit -f " + limit + "; exec \"$@\"", "bash");
    return quick(logs, shell, Main.class, List.of(arguments));
  }

  /** Starts one that lives for seconds, with little memory. */
  static Child quick(Path logs, List<String> before, Class<?> main, List<String> arguments)
      throws IOException {
    return new Child(before, JavaCommand.quick(List.of("-Xmx256m"), main, arguments), logs);
  }

  static Child start(Path logs, List<String> options, Class<?> main, List<String> arguments)
      throws IOException {
    return new Child(List.of(), JavaCommand.of(options, main, arguments), logs);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  int await() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  /** Waits for its end, which has to be a good one. */
  void succeed() throws InterruptedException {
    assertThat(await()).as(says()).isZero();
  }

  /** Sends SIGKILL and returns whether that is what ended it. */
  boolean kill() throws InterruptedException {
    process.destroyForcibly();
    return await() == KILLED;
  }

  /** Returns the processes that it has started and that live, in the order of their numbers. */
  List<ProcessHandle> children() {
    return process.children().sorted(Comparator.comparing(ProcessHandle::pid)).toList();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  String err() {
    return read(err);
  }

  /** Returns all that it said, for the descriptions of assertions. */
  String says() {
    return read(out) + read(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
