package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.facegan.internal.train.RunFolder;
import io.facegan.internal.util.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real signals to a real process. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptionTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path temp;
  private Process process;

  private interface Condition {
    boolean met() throws IOException;
  }

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void ctrlC_savesWhatWasLearntAndTheRunCanBeExported() throws Exception {
    // A shell that starts this in the background has it ignored, which Java passes on.
    assumeFalse(ignoresCtrlC(), "Ctrl-C is ignored here");

    stopsInOrder("INT", 130);
  }

  @Test
  void kill_savesWhatWasLearntAndTheRunCanBeExported() throws Exception {
    stopsInOrder("TERM", 143);
  }

  @Test
  void killThatCannotBeCaught_losesWhatCameAfterTheLastCheckpointAlone() throws Exception {
    Path run = temp.resolve("run");
    startEndless(
        run,
        Cli.images(temp.resolve("images"), 4),
        "--sample-every",
        "100",
        "--checkpoint-every",
        "2");
    await(() -> newest(run) >= 4);

    signal("KILL");

    assertThat(process.exitValue()).isEqualTo(137);
    goesOn(run, RunFolder.open(run).checkpoints().newestOrRefuse().step());
  }

  @Test
  void kill_beforeTheFirstStepBreaksOffReading() throws Exception {
    Path run = temp.resolve("run");
    start("--networks", "small", "--size", "512", "--run", run.toString());
    await(() -> Files.readString(temp.resolve("err")).matches("(?s).*\ndevice: .+\n"));

    signal("TERM");

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(temp.resolve("out"))
        .content()
        .endsWith("stopped before the first step: nothing was trained\n");
    assertThat(temp.resolve("err"))
        .content()
        .matches(
            "networks: small, 512x512x3, [\\d,]+ parameters, batch size 32\ndevice: .+\n"
                + "stopping before the first step\n");
    assertThat(run).doesNotExist();
  }

  /** TensorFlow Java cannot work with the digits of some countries. */
  @Test
  void country_makesNoDifference() throws Exception {
    Path run = temp.resolve("run");
    Path images = Cli.images(temp.resolve("images"), 4);
    startIn(
        List.of("-Duser.language=ar", "-Duser.country=EG"),
        "--networks",
        "fully-connected",
        "--size",
        "8",
        "--steps",
        "1",
        "--images",
        images.toString(),
        "--run",
        run.toString());

    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();

    assertThat(temp.resolve("out")).content().contains("trained 1 of 1 steps, saved in " + run);
    assertThat(process.exitValue()).isZero();
  }

  private void stopsInOrder(String signal, int exitCode) throws Exception {
    Path run = temp.resolve("run");
    Path never = temp.resolve("never");
    Path images = Cli.images(temp.resolve("images"), 4);
    startEndless(run, images, "--export", never.toString(), "--checkpoint-every", "1000000");
    await(() -> Files.exists(run) && Files.readString(temp.resolve("err")).contains("step 1 of"));

    signal(signal);

    assertThat(process.waitFor()).isEqualTo(exitCode);
    assertThat(temp.resolve("err"))
        .content()
        .contains("\nstopping after this step; a checkpoint is kept in " + run + "\n")
        .containsPattern("\nstopped early at step [\\d,]+ of 1,000,000 after ")
        .doesNotContain("Exception");
    assertThat(temp.resolve("out"))
        .content()
        .containsPattern("^trained \\d+ of 1000000 steps, saved in .*\nnext: facegan resume .*\n$");
    assertThat(never).doesNotExist();
    String checkpoint = onlyFile(run.resolve("checkpoints"));
    assertThat(run.resolve(checkpoint.replace("step", "samples") + ".png")).isRegularFile();
    Path model = temp.resolve("model");
    assertThat(Cli.run("export", run, "--to", model).err()).isEmpty();
    goesOn(run, Long.parseLong(checkpoint.substring("step-".length())));
  }

  private static void goesOn(Path run, long steps) {
    Cli resumed = Cli.run("resume", run, "--steps", steps + 1, "--no-progress");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .contains("trained %d of %d steps, saved in %s\n".formatted(steps + 1, steps + 1, run));
  }

  private void startEndless(Path run, Path images, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(List.of("--networks", "fully-connected", "--size", "8", "--batch", "2"));
    options.addAll(List.of("--steps", "1000000"));
    options.addAll(List.of("--images", images.toString(), "--run", run.toString()));
    options.addAll(List.of(more));
    start(options.toArray(String[]::new));
  }

  private void start(String... options) throws IOException {
    startIn(List.of(), options);
  }

  private void startIn(List<String> properties, String... options) throws IOException {
    List<String> all = new ArrayList<>(properties);
    all.add("-Xmx512m");
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options));
    process =
        new ProcessBuilder(JavaCommand.quick(all, Main.class, arguments))
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("err").toFile())
            .start();
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
  }

  private void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.met()) {
      assertThat(process.isAlive()).as("process runs").isTrue();
      assertThat(System.nanoTime()).as("time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Returns the step of a run's newest checkpoint, or -1. */
  private static long newest(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return -1;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("step-\\d{6,}"))
          .mapToLong(name -> Long.parseLong(name.substring("step-".length())))
          .max()
          .orElse(-1);
    }
  }

  private static String onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0).getFileName().toString();
    }
  }

  private static boolean ignoresCtrlC() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    long interrupt = 1 << (2 - 1);
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & interrupt) != 0);
  }
}
