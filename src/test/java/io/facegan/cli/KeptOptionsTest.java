package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every option of {@code train} is in {@code options.json}, or the docs name it as one that is not.
 */
class KeptOptionsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Options with a value that is not the default, and where that value is kept. */
  private record Kept(Object given, String pointer, Object kept) {}

  @TempDir private static Path folder;
  private static final Map<String, Kept> KEPT = new TreeMap<>();

  private static JsonNode written;

  @BeforeAll
  static void train() throws IOException {
    Path images = Cli.images(folder.resolve("images"), 6);
    Path run = folder.resolve("run");
    String networks = "/recipe/networks/";
    Path parent = folder.resolve("parent");
    Cli before = Cli.train("--images", images, "--grey", "--run", parent, "--device", "cpu");
    assertThat(before.code()).as(before.err()).isZero();
    KEPT.put("--from", new Kept(parent, "/parent/name", "parent"));
    KEPT.put("--freeze-discriminator", new Kept(1, "/recipe/frozenLayers", 1));
    KEPT.put("--rate", new Kept(0.5, "/recipe/generatorAdam/learningRate", 1e-4));
    KEPT.put("--images", new Kept(images, "/images/path", images.toString()));
    KEPT.put("--framing", new Kept("resize", "/images/framing", "resize"));
    KEPT.put("--background", new Kept("#010203", "/images/background", "#010203"));
    Path csv = folder.resolve("labels.csv");
    Files.writeString(csv, "file,label\n0.png,a\n1.png,b\n2.png,a\n3.png,b\n4.png,a\n5.png,b\n");
    KEPT.put("--labels", new Kept(csv, "/images/labels/path", csv.toString()));
    KEPT.put("--balance", new Kept(null, "/images/labels/balance", true));
    KEPT.put("--mirror", new Kept(null, "/images/mirror", true));
    KEPT.put("--augment", new Kept(0.25, "/recipe/augmentation/probability", 0.25));
    KEPT.put("--recipe", new Kept("small", networks + "name", "small"));
    KEPT.put("--activation", new Kept("tanh", networks + "generator/layers", "TANH"));
    KEPT.put("--size", new Kept("16x32", networks + "discriminator/input/width", 32));
    KEPT.put("--grey", new Kept(null, networks + "discriminator/input/channels", 1));
    KEPT.put("--batch", new Kept(3, "/recipe/batchSize", 3));
    KEPT.put("--seed", new Kept(7, "/seed", 7));
    KEPT.put("--precision", new Kept("float32", "/precision", "FLOAT32"));
    KEPT.put("--deterministic", new Kept(null, "/deterministic", true));
    KEPT.put("--tensorboard", new Kept(null, "/tensorBoard", true));
    KEPT.put("--epochs", new Kept(2, "/steps", 4));
    KEPT.put("--sample-every", new Kept(50, "/sampleEvery", 50));
    KEPT.put("--checkpoint-every", new Kept(60, "/checkpointEvery", 60));
    KEPT.put("--guard", new Kept("collapse=stop", "/guards/collapse", "STOP"));
    KEPT.put("--guard-tries", new Kept(9, "/guards/tries", 9));
    List<Object> command = new ArrayList<>(List.of("train", "--run", run, "--no-progress"));
    command.addAll(List.of("--no-cache", "--device", "cpu"));
    KEPT.forEach(
        (option, kept) -> {
          command.add(option);
          if (kept.given() != null) {
            command.add(kept.given());
          }
        });
    Cli trained = Cli.run(command.toArray());
    assertThat(trained.code()).as(trained.err()).isZero();
    written = options(run);
    // Another way to say how long to train.
    KEPT.put("--steps", new Kept(4, "/steps", 4));
  }

  @Test
  void everyOption_isKeptOrNamedInTheDocs() throws IOException {
    TreeSet<String> options = new TreeSet<>();
    new CommandLine(new TrainCommand(new Interruption(new PrintWriter(Writer.nullWriter()))))
        .getCommandSpec()
        .options()
        .forEach(option -> options.add(option.names()[0]));
    TreeSet<String> named = new TreeSet<>(notKept());
    assertThat(named).isNotEmpty().doesNotContainAnyElementsOf(KEPT.keySet());
    named.addAll(KEPT.keySet());
    assertThat(options).isEqualTo(named);
  }

  @Test
  void everyKeptOption_isInTheFile() {
    KEPT.forEach(
        (option, kept) -> {
          JsonNode value = written.at(kept.pointer());
          if (value.isContainerNode()) {
            assertThat(value.toString()).as(option).contains("\"" + kept.kept() + "\"");
          } else {
            assertThat(value).as(option).isEqualTo(JSON.valueToTree(kept.kept()));
          }
        });
  }

  @Test
  void deterministic_staysUntilItIsEnded() throws IOException {
    Path images = Cli.images(folder.resolve("few"), 4);
    Path run = folder.resolve("deterministic");
    Cli trained =
        Cli.trainSmallest("--images", images, "--run", run, "--no-cache", "--deterministic");
    assertThat(trained.code()).as(trained.err()).isZero();
    resume(run, "--steps", 3);
    assertThat(options(run).get("deterministic").asBoolean()).isTrue();
    resume(run, "--steps", 4, "--no-deterministic");
    assertThat(options(run).get("deterministic").asBoolean()).isFalse();
    resume(run, "--steps", 5);
    assertThat(options(run).get("deterministic").asBoolean()).isFalse();
    resume(run, "--steps", 6, "--deterministic");
    assertThat(options(run).get("deterministic").asBoolean()).isTrue();

    // As a version that did not keep it wrote the file.
    ObjectNode earlier = (ObjectNode) options(run);
    earlier.remove("deterministic");
    JSON.writeValue(run.resolve("options.json").toFile(), earlier);
    resume(run, "--steps", 7);
    assertThat(options(run).get("deterministic").asBoolean()).isFalse();
  }

  private static void resume(Path run, Object... more) {
    List<Object> command =
        new ArrayList<>(List.of("resume", run, "--no-progress", "--no-cache", "--device", "cpu"));
    command.addAll(List.of(more));
    Cli resumed = Cli.run(command.toArray());
    assertThat(resumed.code()).as(resumed.err()).isZero();
  }

  private static JsonNode options(Path run) throws IOException {
    return JSON.readTree(run.resolve("options.json").toFile());
  }

  /** The first column of the table in docs/runs.md. */
  private static List<String> notKept() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs/runs.md"));
    int table = lines.indexOf("| option of `train` | why |");
    assertThat(table).isPositive();
    return lines.stream()
        .skip(table + 2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|")[1])
        .flatMap(cell -> Pattern.compile("--[a-z-]+").matcher(cell).results())
        .map(MatchResult::group)
        .toList();
  }
}
