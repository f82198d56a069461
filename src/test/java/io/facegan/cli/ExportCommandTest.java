package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint is exported. */
class ExportCommandTest {
  @TempDir private static Path shared;
  private static Path trained;

  @TempDir private Path temp;

  /** A run with three checkpoints. */
  @BeforeAll
  static void train() throws IOException {
    Path images = Cli.images(shared.resolve("images"), 4);
    trained = shared.resolve("run");
    assertThat(
            Cli.run(
                    "train",
                    "--images",
                    images,
                    "--networks",
                    "fully-connected",
                    "--size",
                    8,
                    "--batch",
                    2,
                    "--steps",
                    3,
                    "--checkpoint-every",
                    1,
                    "--run",
                    trained,
                    "--no-progress")
                .err())
        .isEmpty();
  }

  @Test
  void largePage_isSaid() {
    assertThat(ExportCommand.largePage(49_999_999)).isEmpty();
    assertThat(ExportCommand.largePage(164_000_000))
        .hasValue(
            "the web page will have 164.0 MB, of which a browser loads 70.3 MB before the first"
                + " face");
  }

  @Test
  void best_isTheOneNearestToTheRealImages() throws IOException {
    List<Path> checkpoints = checkpoints(trained);
    assertThat(checkpoints).hasSize(3);
    Path best = checkpoints.stream().min(Comparator.comparingDouble(this::distance)).orElseThrow();
    for (Path only : checkpoints) {
      Path run = onlyWith(only.getFileName().toString());
      Cli exported = Cli.run("export", run, "--to", run.resolveSibling("model"));
      assertThat(exported.err()).isEmpty();
    }

    Path model = temp.resolve("best");
    Cli exported = Cli.run("export", trained, "--to", model, "--best");

    assertThat(exported.err()).isEmpty();
    assertThat(exported.out())
        .isEqualTo(
            "exported to %s\nnext: facegan generate %s --out faces.png\n".formatted(model, model));
    for (Path one : checkpoints) {
      Path other = temp.resolve(one.getFileName()).resolve("model");
      assertThat(weights(model).equals(weights(other)))
          .as("the same as %s, the best being %s", one, best)
          .isEqualTo(one.equals(best));
    }
  }

  @Test
  void newest_isTheDefault() throws IOException {
    Path model = temp.resolve("model");
    Path run = onlyWith("step-000003");
    Path expected = temp.resolve("expected");

    assertThat(Cli.run("export", trained, "--to", model).err()).isEmpty();
    assertThat(Cli.run("export", run, "--to", expected).err()).isEmpty();

    assertThat(weights(model)).isEqualTo(weights(expected));
  }

  @Test
  void runWithoutACheckpoint_isRefused() throws IOException {
    Path run = Files.createDirectory(temp.resolve("run"));
    Files.copy(trained.resolve("options.json"), run.resolve("options.json"));
    Path model = temp.resolve("model");

    Cli refused =
        new Cli(
            1,
            "",
            ("facegan: %s holds no checkpoint: the run ended before its first one. Resume it, or"
                    + " train again\n")
                .formatted(run.resolve("checkpoints")));
    assertThat(Cli.run("export", run, "--to", model)).isEqualTo(refused);
    assertThat(Cli.run("export", run, "--to", model, "--best")).isEqualTo(refused);
    assertThat(model).doesNotExist();
  }

  /** Returns a copy of the run that has one checkpoint alone. */
  private Path onlyWith(String name) throws IOException {
    Path run = Files.createDirectory(temp.resolve(name)).resolve("run");
    PathUtils.copyDirectory(trained, run);
    for (Path checkpoint : checkpoints(run)) {
      if (!checkpoint.endsWith(name)) {
        PathUtils.deleteDirectory(checkpoint);
      }
    }
    return run;
  }

  private static List<Path> checkpoints(Path run) throws IOException {
    try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
      return all.sorted().toList();
    }
  }

  private double distance(Path checkpoint) {
    try {
      JsonNode state =
          new ObjectMapper().readTree(Files.readString(checkpoint.resolve("state.json")));
      return state.get("distance").doubleValue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String weights(Path model) throws IOException {
    return java.util.Arrays.toString(
        Files.readAllBytes(model.resolve("variables/variables.data-00000-of-00001")));
  }
}
