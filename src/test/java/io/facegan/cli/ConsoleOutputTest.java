package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegan.internal.util.JavaCommand;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line that a training prints, in a pipe, in terminals, and with less and more wanted. */
class ConsoleOutputTest {
  private static final String NUMBERS = "images/s, D [\\d.]+, G [\\d.]+";

  @TempDir private Path folder;
  private Path run;
  private List<String> train;

  @BeforeEach
  void images() throws IOException {
    run = folder.resolve("run");
    Path images = Cli.images(folder.resolve("images"), 6);
    train = new ArrayList<>(List.of("train", "--images", images.toString(), "--device", "cpu"));
    train.addAll(List.of("--run", run.toString(), "--precision", "float32", "--no-cache"));
    train.addAll(List.of("--networks", "fully-connected", "--size", "8", "--batch", "2"));
    train.addAll(List.of("--steps", "20", "--sample-every", "20"));
  }

  @Test
  void pipe_getsPlainLines() throws Exception {
    Path err = folder.resolve("err");
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(JavaCommand.quick(List.of(), Main.class, train))
            .redirectError(err.toFile())
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllLines(out))
        .containsExactly(
            "trained 20 of 20 steps, saved in " + run,
            "next: facegan export %s --to %s".formatted(run, Path.of("savedmodels", "run")));
    List<String> lines = new ArrayList<>(Files.readAllLines(err));
    assertThat(lines.remove(2))
        .isEqualTo("images: 6 images of 8x8x3 from folder " + folder.resolve("images"));
    assertThat(lines.remove(2)).contains("6 images to learn from", "give some hundred");
    assertThat(lines.remove(2)).isEqualTo("training 20 steps, run folder " + run);
    assertThat(lines.subList(0, 2))
        .satisfiesExactly(
            line -> assertThat(line).matches("networks: fully-connected, 8x8x3, .+, batch size 2"),
            line -> assertThat(line).isEqualTo("device: float32 on the CPU"));
    assertThat(String.join("\n", lines.subList(2, lines.size())))
        .matches(
            ("step 1 of 20 \\(5%%\\), epoch [\\d.]+, [\\d.]+ %s, \\d+ s left\n"
                    + "(step .+\n)*step 20 of 20 \\(100%%\\), epoch [\\d.]+, [\\d.]+ %s\n"
                    + "finished at step 20 of 20 after \\d+ s")
                .formatted(NUMBERS, NUMBERS));
  }

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(ints = {40, 80})
  void terminal_getsALineThatFits(int columns) throws Exception {
    List<String> lines = inTerminal(columns, Map.of("NO_COLOR", "1"));
    List<String> drawn = List.of(lines.get(5).split("\r"));
    assertThat(drawn).allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
    assertThat(drawn.get(drawn.size() - 1).stripTrailing())
        .matches(
            columns == 40
                ? "100% 20/20, 0 s left, D [\\d.]+, G [\\d.]+"
                : "100% \\[=+] 20/20, 0 s left, [\\d.]+ " + NUMBERS);
    assertThat(lines.get(6)).startsWith("finished at step 20 of 20 after ");
    assertThat(lines.get(7)).startsWith("trained 20 of 20 steps");
    assertThat(lines).hasSize(9);
    assertThat(String.join("", lines)).doesNotContain("\u001b", "absl", "MLIR");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void buildService_getsPlainLinesInATerminalToo() throws Exception {
    List<String> lines = inTerminal(80, Map.of("CI", "true"));
    assertThat(lines).noneMatch(line -> line.contains("\r"));
    assertThat(lines).anyMatch(line -> line.startsWith("step 20 of 20 (100%), epoch "));
  }

  @Test
  void quiet_printsTheResultAlone() {
    train.add("--quiet");
    assertThat(Cli.run(train.toArray()))
        .isEqualTo(new Cli(0, "trained 20 of 20 steps, saved in %s\n".formatted(run), ""));
    Path model = folder.resolve("model");
    assertThat(Cli.run("export", run, "--to", model, "-q"))
        .isEqualTo(new Cli(0, "exported to %s\n".formatted(model), ""));
    assertThat(Cli.run("export", run, "--to", model, "-q").err())
        .as("errors stay")
        .contains(model + " is not empty");
  }

  @Test
  void verbose_printsEveryLayer() {
    train.addAll(List.of("--verbose", "--no-progress"));
    Cli trained = Cli.run(train.toArray());
    assertThat(trained.out())
        .startsWith(
            Recipe.fullyConnected(ImageShape.rgb(8, 8)).toBuilder().batchSize(2).build().describe())
        .endsWith("savedmodels/run\n");
  }

  @Test
  void quietAndVerbose_contradict() {
    Cli both = Cli.run("plan", "--quiet", "--verbose");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--quiet and --verbose contradict", "See: facegan plan --help");
  }

  /** Trains in a terminal and returns its lines. */
  private List<String> inTerminal(int columns, Map<String, String> environment) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
    String command =
        JavaCommand.quick(List.of(), Main.class, train).stream()
            .map(Text::quoted)
            .collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder(
            "script", "-qec", "stty cols %d; %s".formatted(columns, command), "/dev/null");
    builder.environment().keySet().removeAll(List.of("CI", "COLUMNS"));
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    Path said = folder.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return List.of(Files.readString(said).split("\r\n"));
  }
}
