package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.JavaCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, but none that trains. */
class LocalWorkersTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path temp;
  private Process parent;

  /** Has itself replaced by local workers. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      WorkerCommand command =
          WorkerCommand.ofThisProcess(Worker.class, List.of(args), task -> null);
      Duration grace = args[1].equals("oblivious") ? Duration.ofMillis(100) : LocalWorkers.GRACE;
      System.exit(new LocalWorkers(command, 2, 1, grace, new PrintWriter(System.err, true)).run());
    }

    private Parent() {}
  }

  /** What a worker does: {@code train CASE FOLDER}, with the options of a worker in between. */
  static final class Worker {
    private static Path folder;

    public static void main(String[] args) throws Exception {
      ParentWatch.start();
      List<String> given = List.of(args);
      folder = Path.of(args[args.length - 1]);
      String task = given.get(given.indexOf("--task") + 1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave("ended-" + task)));
      boolean foreign =
          System.getenv().keySet().stream().anyMatch(name -> name.matches("TF_CONFIG|SLURM_.*"));
      System.out.println("out " + task);
      System.err.println("err " + task + (foreign ? " foreign" : ""));
      boolean first = !given.contains("--or-resume");
      switch (args[args.length - 2]) {
        case "dies" -> {
          if (first && task.equals("1")) {
            leave("dead");
            Runtime.getRuntime().halt(9);
          }
          if (first) {
            await("dead");
            System.exit(1);
          }
        }
        case "fails" -> System.exit(task.equals("0") ? 4 : 0);
        case "stopped" -> System.exit(task.equals("0") ? 0 : 143);
        case "oblivious" -> {
          if (task.equals("0")) {
            System.exit(2);
          }
          leave("up-1");
          Thread.sleep(Long.MAX_VALUE);
        }
        default -> {
          leave("up-" + task);
          Thread.sleep(Long.MAX_VALUE);
        }
      }
    }

    private static void leave(String file) {
      try {
        Files.writeString(folder.resolve(file), "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void await(String file) throws InterruptedException {
      while (!Files.exists(folder.resolve(file))) {
        Thread.sleep(5);
      }
    }

    private Worker() {}
  }

  @AfterEach
  void endAll() {
    parent.descendants().forEach(ProcessHandle::destroyForcibly);
    parent.destroyForcibly();
  }

  @Test
  void killedWorker_hasAllStartedAgain() throws Exception {
    start("dies");
    assertThat(code()).isZero();
    assertThat(temp.resolve("err"))
        .content()
        .contains("err 0\n", "worker 1: err 1\n", "worker 1 ended with exit code 9\n")
        .contains("starting all 2 workers again (1 of 1)\n")
        .doesNotContain("foreign");
    assertThat(temp.resolve("out")).content().isEqualTo("out 0\nout 0\n");
  }

  @Test
  void failureOfWorker0_isThatOfAllAfterTheLastAttempt() throws Exception {
    start("fails");
    assertThat(code()).isEqualTo(4);
    assertThat(temp.resolve("out")).content().isEqualTo("out 0\nout 0\n");
  }

  /** Worker 0 has ended the training in order, for example by a signal to another. */
  @Test
  void endOfWorker0_isTheEnd() throws Exception {
    start("stopped");
    assertThat(code()).isEqualTo(143);
    assertThat(temp.resolve("out")).content().isEqualTo("out 0\n");
  }

  @Test
  void workerThatNoticesNothing_isEnded() throws Exception {
    start("oblivious");
    assertThat(code()).isEqualTo(2);
    assertThat(temp.resolve("err")).content().doesNotContain("again");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void signal_endsAllInOrderAndIsWaitedFor() throws Exception {
    start("lasting");
    await("up-0", "up-1");
    parent.destroy();
    assertThat(code()).isEqualTo(143);
    assertThat(temp.resolve("ended-0")).exists();
    assertThat(temp.resolve("ended-1")).exists();
    assertThat(temp.resolve("err")).content().doesNotContain("again", "exit code");
  }

  @Test
  void parentThatIsKilled_hasNoChildrenLeft() throws Exception {
    start("lasting");
    await("up-0", "up-1");
    parent.destroyForcibly();
    await("ended-0", "ended-1");
  }

  private void start(String what) throws IOException {
    List<String> arguments = List.of("train", what, temp.toString());
    List<String> line =
        new ArrayList<>(JavaCommand.quick(List.of("-Xmx64m"), Parent.class, arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("err").toFile());
    builder.environment().put("TF_CONFIG", "{}");
    builder.environment().put("SLURM_PROCID", "0");
    parent = builder.start();
  }

  private int code() throws Exception {
    assertThat(parent.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
    return parent.exitValue();
  }

  private void await(String... files) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (String file : files) {
      while (!Files.exists(temp.resolve(file))) {
        assertThat(System.nanoTime()).as(file).isLessThan(end);
        Thread.sleep(10);
      }
    }
  }
}
