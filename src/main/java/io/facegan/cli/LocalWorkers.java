package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.LoopbackPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;

/**
 * Starts this same command several times on this machine, as the workers of a cluster on loopback,
 * and watches them. Worker 0 has the terminal, or what else this process has, as its own.
 */
final class LocalWorkers {
  /** The others notice by themselves that one is gone; only while they start they may not. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final WorkerCommand command;
  private final int count;
  private final int restarts;
  private final Duration grace;
  private final PrintWriter err;
  private final List<Process> processes = new ArrayList<>();
  private boolean ending;

  /** What they say of an end that they are asked for is not of interest. */
  private volatile boolean sentAway;

  /**
   * @param grace how long the others may take to notice that one is gone
   */
  LocalWorkers(WorkerCommand command, int count, int restarts, Duration grace, PrintWriter err) {
    this.command = command;
    this.count = count;
    this.restarts = restarts;
    this.grace = grace;
    this.err = err;
  }

  /**
   * Runs them to their end, and again if one fails, as often as that is wanted.
   *
   * @return the exit code of worker 0, or where that is 0 of the first that failed
   */
  int run() throws InterruptedException {
    Thread hook = new Thread(this::end, "facegan-stop-workers");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      for (int again = 0; ; again++) {
        start(again > 0);
        int failed = await();
        int chief = all().isEmpty() ? ExitCode.SOFTWARE : all().get(0).exitValue();
        if (chief == ExitCode.OK || chief == ExitCode.USAGE || again == restarts || isEnding()) {
          return chief == ExitCode.OK ? failed : chief;
        }
        say("starting all %d workers again (%d of %d)".formatted(count, again + 1, restarts));
      }
    } finally {
      closeInputs();
      if (!isEnding()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private synchronized void start(boolean again) {
    processes.clear();
    if (ending) {
      return;
    }
    try {
      // The chief's channel takes the port after them.
      for (List<String> line : command.of(LoopbackPorts.free(count), again)) {
        processes.add(process(line).start());
      }
    } catch (IOException e) {
      throw new FaceGanException(
          "worker %d could not be started: %s".formatted(processes.size(), e.getMessage()), e);
    }
    for (int task = 1; task < count; task++) {
      forward(task, processes.get(task));
    }
  }

  private ProcessBuilder process(List<String> line) {
    ProcessBuilder process = new ProcessBuilder(line);
    Map<String, String> environment = process.environment();
    environment.keySet().removeIf(name -> name.equals("TF_CONFIG") || name.startsWith("SLURM_"));
    // glibc keeps memory for each of the server's dozens of threads, else.
    environment.putIfAbsent("MALLOC_ARENA_MAX", "1");
    return processes.isEmpty()
        ? process.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT)
        : process.redirectOutput(Redirect.DISCARD);
  }

  private void forward(int task, Process process) {
    Thread forwarding =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getErrorStream(), Charset.defaultCharset()))) {
                lines
                    .lines()
                    .filter(line -> !sentAway)
                    .forEach(line -> say("worker " + task + ": " + line));
              } catch (IOException | UncheckedIOException gone) {
                // It has ended.
              }
            },
            "facegan-worker-" + task);
    forwarding.setDaemon(true);
    forwarding.start();
  }

  /** Waits for all, and returns the exit code of the first that failed. */
  private int await() throws InterruptedException {
    List<Process> all = all();
    BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    for (int i = 0; i < all.size(); i++) {
      int task = i;
      all.get(i).onExit().thenRun(() -> ended.add(task));
    }
    int failed = 0;
    sentAway = false;
    long wait = Long.MAX_VALUE;
    for (int left = all.size(); left > 0; ) {
      Integer task = ended.poll(wait, TimeUnit.NANOSECONDS);
      if (task == null) {
        if (sentAway) {
          all.forEach(Process::destroyForcibly);
        }
        sentAway = true;
        closeInputs();
        wait = PATIENCE.toNanos();
        continue;
      }
      left--;
      int code = all.get(task).exitValue();
      if (code != 0 && !sentAway) {
        failed = failed == 0 ? code : failed;
        sayUnlessItDid(task, code);
      }
      if ((code != 0 || task == 0) && !sentAway) {
        wait = grace.toNanos();
      }
    }
    return failed;
  }

  /** One that was killed could not say so itself. */
  private void sayUnlessItDid(int task, int code) {
    if (code != ExitCode.SOFTWARE && code != ExitCode.USAGE && !isEnding()) {
      say("worker %d ended with exit code %d".formatted(task, code));
    }
  }

  /** On a signal: all end in order, as each does by the signal itself. */
  private void end() {
    synchronized (this) {
      ending = true;
    }
    closeInputs();
    for (Process process : all()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeInputs() {
    for (Process process : all()) {
      try {
        process.getOutputStream().close();
      } catch (IOException gone) {
        // It has ended.
      }
    }
  }

  private synchronized List<Process> all() {
    return List.copyOf(processes);
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
