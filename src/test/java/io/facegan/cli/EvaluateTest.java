package io.facegan.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.facegan.internal.inference.PooledFeatures;
import io.facegan.internal.runtime.Devices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  /** Distances are shown to a tenth, and a value on the border of two levels may be rounded up. */
  private static final double TENTH = 0.11;

  @TempDir static Path temp;
  private static Path images;
  private static Path run;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    images = Cli.images(temp.resolve("images"), 6);
    run = temp.resolve("run");
    model = temp.resolve("model");
    Cli.train("--images", images, "--run", run, "--export", model, "--no-cache");
  }

  @Test
  void run_isJudgedBesideItsOwnImages() throws IOException {
    String metrics = Files.readString(run.resolve("metrics.jsonl"));

    Cli judged = Cli.run("evaluate", run);

    assertThat(judged.err()).isEmpty();
    assertThat(judged.code()).isZero();
    assertThat(judged.out().lines().toList()).hasSize(15).first().isEqualTo(run + " after step 2");
    assertThat(figures(judged))
        .containsSubsequence(
            "verdict",
            "compared",
            "kernel",
            "diversity",
            "distance",
            "checkerboard",
            "asymmetry",
            "gradient",
            "memory",
            "process");
    assertThat(judged.out())
        .containsPattern("(?m)^loss D +\\d\\.\\d{3}, \\d\\.\\d{3} (below|above) ln 2$")
        .doesNotContain("NaN nats");
    // It is the evaluation that the training made at its end, and leaves the run as it was.
    assertThat(distance(judged)).isCloseTo(distance(metrics), within(TENTH));
    assertThat(run.resolve("metrics.jsonl")).hasContent(metrics);
  }

  @Test
  void model_isJudgedBesideTheImagesGiven() {
    Cli judged = Cli.run("evaluate", model, "--images", images);

    assertThat(judged.err()).isEmpty();
    assertThat(judged.code()).isZero();
    assertThat(judged.out()).startsWith(model + " beside folder " + images + "\nverdict ");
    assertThat(figures(judged)).doesNotContain("loss").contains("memory", "process");
  }

  @Test
  void nearest_savesASheet_orSaysWhatIsMissing() throws IOException {
    Path more = Cli.images(temp.resolve("more"), 12);
    Path sheet = temp.resolve("nearest.png");
    Cli judged = Cli.run("evaluate", model, "--images", more, "--nearest", sheet);
    assertThat(judged.code()).as(judged.err()).isZero();
    assertThat(figures(judged)).endsWith("copies");
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(8 * 16 + 7 * 2);

    Cli few = Cli.run("evaluate", run, "--nearest", temp.resolve("few.png"));
    assertThat(few.code()).isEqualTo(1);
    assertThat(few.err())
        .isEqualTo("facegan: 6 real images to look for copies of: give at least 10\n");
  }

  @Test
  void features_ofAModelOfOne_areComparedToo() throws IOException {
    Path more = Cli.images(temp.resolve("for-features"), 14);
    Path features = temp.resolve("features");
    PooledFeatures.write(features, -1, -1);
    Cli judged = Cli.run("evaluate", model, "--images", more, "--features", features);
    assertThat(judged.code()).as(judged.err()).isZero();
    assertThat(judged.out())
        .contains("in the features of " + features, "48 of each image, 36 images with 7 real ones");
    assertThat(figures(judged))
        .endsWith("features", "kernel", "frechet", "precision", "recall", "density", "coverage");

    Cli ofRun = Cli.run("evaluate", run, "--features", features);
    assertThat(ofRun.code()).as(ofRun.err()).isZero();
    assertThat(ofRun.out()).contains("48 of each image, 36 images with 3 real ones");

    Cli refused = Cli.run("evaluate", run, "--features", model);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("the input of the model of features " + model);
  }

  @Test
  void model_isJudgedBesideDrawnFacesOtherwise() {
    assertThat(Cli.run("evaluate", model).out())
        .startsWith(model + " beside 10,000 drawn faces of 16x16 (seed 42)\n");
  }

  @Test
  void modelAndRun_drawTheSameImages() {
    assertThat(distance(Cli.run("evaluate", run)))
        .isCloseTo(distance(Cli.run("evaluate", model, "--images", images)), within(TENTH));
  }

  @Test
  void movedImages_areNamed() throws IOException {
    Path moved = Cli.images(temp.resolve("moved"), 6);
    assertThat(Cli.run("evaluate", run, "--images", moved).code()).isZero();
  }

  @Test
  void otherImagesThanTheRuns_areRefused() throws IOException {
    Path other = Cli.images(temp.resolve("other"), 5);
    assertThat(Cli.run("evaluate", run, "--images", other).err())
        .contains("images.pictures is 6 in the run, but 5 now", "images.content is ");
  }

  @Test
  void framingOfARun_cannotBeChosen() {
    Cli refused = Cli.run("evaluate", run, "--framing", "crop");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith(
            "facegan: --framing cannot be given for the run %s, which has its own: leave it out, or"
                    .formatted(run)
                + " evaluate a model");
  }

  /** Of a run that was begun on a machine with bfloat16. */
  @Test
  void runInBfloat16_isJudgedInFloat32WhereThereIsNone() throws IOException {
    assumeThat(Devices.processor()).contains("no bfloat16");
    Path options = run.resolve("options.json");
    String begun = Files.readString(options);
    String bfloat16 = begun.replace("\"FLOAT32\"", "\"BFLOAT16\"");
    assertThat(bfloat16).isNotEqualTo(begun);
    double expected = distance(Cli.run("evaluate", run));
    Files.writeString(options, bfloat16);
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      Cli judged = Cli.run("evaluate", run);
      assertThat(judged.code()).as(judged.err()).isZero();
      assertThat(distance(judged)).isCloseTo(expected, within(TENTH));
      assertThat(Cli.run("resume", run, "--steps", 3, "--no-cache").err())
          .contains("resumes only in the precision that it started with", "bfloat16");
    } finally {
      System.setErr(before);
      Files.writeString(options, begun);
    }
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("float32"))
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .contains("evaluating " + run + " in float32", "amx_bf16");
  }

  @Test
  void anythingElse_isNeither() {
    Cli refused = Cli.run("evaluate", images);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "facegan: %s is neither a run folder, it holds no options.json, nor a SavedModel, it"
                    .formatted(images)
                + " holds no saved_model.pb: name a folder that train or export wrote\n");
  }

  @Test
  void plan_showsTheMemoryOfAStep() {
    Cli plan =
        Cli.run("plan", "--networks", "small", "--size", 16, "--memory", 3, "--precision", "auto");
    assertThat(plan.code()).isZero();
    assertThat(plan.out()).containsPattern("(?m)^process +\\d+\\.\\d [MG]B");
    assertThat(Cli.run("plan", "--networks", "small", "--memory", 0).err())
        .isEqualTo("facegan: batch size is 0: it must be at least 1\n");
  }

  private static List<String> figures(Cli judged) {
    return judged.out().lines().map(line -> line.split(" ")[0]).toList();
  }

  private static double distance(Cli judged) {
    String line =
        judged.out().lines().filter(l -> l.startsWith("distance ")).findFirst().orElseThrow();
    assertThat(line).matches("distance +\\d+\\.\\d from .*");
    return Double.parseDouble(line.split(" +")[1]);
  }

  private static double distance(String metrics) {
    String last = metrics.substring(metrics.lastIndexOf("\"distance\":") + 11);
    return Double.parseDouble(last.substring(0, last.indexOf(',')));
  }
}
