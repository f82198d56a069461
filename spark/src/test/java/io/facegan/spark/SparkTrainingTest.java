package io.facegan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.spark.Standalone.Program;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains on a real cluster: a master and two workers, whose executors have a task each. */
class SparkTrainingTest {
  private static final String NO_JAR = "none";

  @TempDir private static Path folder;
  private static Standalone cluster;

  @BeforeAll
  static void start() throws Exception {
    assertThat(Standalone.BUILT.resolve("lib"))
        .as("the library's build: first run mvn -DskipTests install one directory up")
        .isDirectory();
    cluster = new Standalone(Files.createDirectory(folder.resolve("spark")));
    for (int i = 0; i < 12; i++) {
      BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
      image.createGraphics().fillOval(i % 5, i % 3, 14, 17);
      Path file = folder.resolve("faces/of %d/%d.PNG".formatted(i % 2, i));
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void twoWorkers_leaveARunAndAModel_withWhichOneWorkerGoesOn() throws Exception {
    Path out = folder.resolve("out");
    ends(train(out, NO_JAR, "--workers=2", "--steps=6"), out, 6);
    assertThat(checkpoints(out)).containsExactly(6);
    try (Stream<Path> all = Files.walk(out)) {
      assertThat(all.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }

    Program again = train(out, NO_JAR, "--workers=2", "--steps=6");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.line()).contains(out.toString(), "already holds run/", "--or-resume");

    ends(train(out, NO_JAR, "--workers=1", "--steps=9", "--or-resume"), out, 9);
    assertThat(checkpoints(out)).containsExactlyInAnyOrder(6, 9);
  }

  @Test
  void executorAndWorkerKilled_areReplacedAndTheRunEnds() throws Exception {
    Path out = folder.resolve("killed");
    Program training = train(out, NO_JAR, "--workers=2", "--steps=300", "--checkpoint-every=30");
    awaitCheckpoint(30, out, training);
    ProcessHandle chief = cluster.process(0);
    chief.parent().orElseThrow().destroyForcibly();
    Standalone.await("the end of the executor's worker", () -> !chief.isAlive());
    awaitCheckpoint(90, out, training);
    cluster.process(1).destroyForcibly();

    ends(training, out, 300);
    assertThat(checkpoints(out)).contains(300);
    List<String> metrics = Files.readAllLines(out.resolve("run/metrics.jsonl"));
    assertThat(metrics.stream().filter(line -> line.contains("\"device\"")))
        .as("first lines of trainings, of which each went on with the one before")
        .hasSize(3);
  }

  @Test
  void tooFewSlots_sayHowManyAreWanted() throws Exception {
    Program training = train(folder.resolve("few"), NO_JAR, "--workers=5");
    assertThat(training.exitCode()).isEqualTo(1);
    assertThat(training.line()).contains("--workers 5", "slots", "spark.task.cpus");
  }

  @Test
  void nativesMissing_areNamedAndNotTriedAgain() throws Exception {
    Program training = train(folder.resolve("bare"), "native-1.1.0-", "--workers=2");
    assertThat(training.exitCode()).isEqualTo(1);
    assertThat(training.line())
        .contains(" (127.0.0.1:", "tensorflow-core-native", "--jars")
        .doesNotContain("--or-resume");
  }

  private static Program train(Path out, String withoutJar, String... args) throws Exception {
    String faces = folder.resolve("faces").toString();
    List<String> all = new ArrayList<>(List.of("--images", faces, "--out", out.toString()));
    all.addAll(List.of("--recipe=small", "--size=16", "--batch=4", "--heap=512m"));
    all.addAll(List.of(args));
    return cluster.submit(withoutJar, all);
  }

  private static void awaitCheckpoint(int step, Path out, Program training) throws Exception {
    Standalone.await(
        "checkpoint " + step,
        () ->
            checkpoints(out).stream().anyMatch(it -> it >= step) || !training.process().isAlive());
    assertThat(training.process().isAlive()).as(training.line()).isTrue();
  }

  /** The training has made all steps, and the library's own command line draws with the model. */
  private static void ends(Program training, Path out, int steps) throws Exception {
    assertThat(training.exitCode()).as(training.line()).isZero();
    assertThat(training.line()).contains(steps + " steps made", out + "/model", out + "/run");
    String jar = Standalone.BUILT.resolve("facegan.jar").toString();
    Path faces = folder.resolve(steps + ".png");
    String[] command = {
      Standalone.JAVA, "-jar", jar, "generate", out + "/model", "--out", faces.toString()
    };
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    assertThat(faces).isNotEmptyFile();
  }

  private static List<Integer> checkpoints(Path out) {
    String[] names =
        out.resolve("run/checkpoints").toFile().list((in, name) -> name.matches("s.*"));
    return Stream.of(names == null ? new String[0] : names)
        .map(name -> Integer.valueOf(name.substring("step-".length())))
        .toList();
  }
}
