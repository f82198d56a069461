package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.Framing;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.train.GuardOptions;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.Reaction;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be changed when a run is resumed, and what may not. */
class ResumeOptionsTest {
  private interface Change {
    FaceGanBuilder of(FaceGanBuilder builder);
  }

  @TempDir private static Path shared;
  private static Path images;
  private static Path stopped;

  @TempDir private Path folder;
  private Path run;

  @BeforeAll
  static void trainFourSteps() throws IOException {
    images = TinyRuns.images(shared.resolve("images"));
    stopped = shared.resolve("stopped");
    TinyRuns.stopped(images, stopped);
  }

  @BeforeEach
  void copy() throws IOException {
    run = RunEnd.copy(stopped, folder.resolve("run"));
  }

  @Test
  void everythingThatMayChange_isTakenAndKept() {
    List<Long> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepped(StepResult step) {
            steps.add(step.step());
          }
        };
    try (FaceGan gan =
        TinyRuns.resume(run)
            .steps(7)
            .sampleEvery(3)
            .checkpointEvery(5)
            .guard(Guard.COLLAPSE, Reaction.STOP)
            .guardTries(7)
            .tensorBoard(true)
            .images(images)
            .cacheFolder(folder.resolve("cache"))
            .strict(true)
            .device(Device.CPU)
            .deterministic(true)
            .listener(listener)
            .build()) {
      TrainingResult result = gan.train();
      assertThat(result.steps()).isEqualTo(7);
      assertThat(result.stoppedEarly()).isFalse();
    }

    assertThat(steps).containsExactly(5L, 6L, 7L);
    assertThat(run.resolve("samples-000006.png")).exists();
    assertThat(run.resolve("checkpoints/step-000005")).exists();
    assertThat(folder.resolve("cache")).isNotEmptyDirectory();
    TrainingOptions kept = RunFolder.open(run).options();
    TrainingOptions before = RunFolder.open(stopped).options();
    assertThat(kept)
        .isEqualTo(
            new TrainingOptions(
                before.version(),
                before.images(),
                before.parent(),
                before.recipe(),
                7,
                before.seed(),
                before.precision(),
                true,
                before.samples(),
                3,
                5,
                GuardOptions.DEFAULT.with(Guard.COLLAPSE, Reaction.STOP).withTries(7),
                true));
  }

  /** A run that was begun on a GPU, and is to go on where there is none. */
  @Test
  void precisionThatIsNotToBeHadHere_isSaid() throws IOException {
    Path options = run.resolve("options.json");
    String begun = Files.readString(options);
    Files.writeString(options, begun.replaceAll("(?i)float32", "TF32"));
    assertThat(options).content().isNotEqualTo(begun);
    byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
    try (FaceGan gan = TinyRuns.resume(run).device(Device.CPU).build()) {
      assertThatThrownBy(gan::train)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(run.toString(), "resumes only", "precision tf32", "the CPU");
    }
    assertThat(run.resolve("metrics.jsonl")).hasBinaryContent(metrics);
  }

  /** Looking at a run needs no more than any machine has. */
  @Test
  void precisionThatIsNotToBeHadHere_isNotNeededToLook() throws IOException {
    Evaluation before;
    try (FaceGan gan = TinyRuns.resume(run).device(Device.CPU).build()) {
      before = gan.evaluate();
    }
    Path options = run.resolve("options.json");
    Files.writeString(options, Files.readString(options).replaceAll("(?i)float32", "TF32"));
    byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
    try (FaceGan gan = TinyRuns.resume(run).device(Device.CPU).build()) {
      assertThat(gan.describe()).contains("dense_1");
      assertThat(gan.evaluate().diagnostics()).isEqualTo(before.diagnostics());
    }
    Path model = folder.resolve("model");
    Export.of(run).savedModel(model);
    assertThat(model.resolve("assets.extra/options.json")).content().contains("TF32");
    assertThat(run.resolve("metrics.jsonl")).hasBinaryContent(metrics);
  }

  @Test
  void nothingSaid_goesToThePlannedEnd() {
    try (FaceGan gan = TinyRuns.resume(run).build()) {
      assertThat(gan.runFolder()).isEqualTo(run);
      assertThat(gan.train().steps()).isEqualTo(10);
    }
    assertThat(RunFolder.open(run).options()).isEqualTo(RunFolder.open(stopped).options());
  }

  @Test
  void epochs_areCountedFromTheBeginning() {
    try (FaceGan gan = TinyRuns.resume(run).epochs(3).build()) {
      assertThat(gan.train().steps()).isEqualTo(8);
    }
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(b -> b.batchSize(3), "recipe.batchSize is 2 in the run, but 3 now"),
        change(b -> b.seed(-9), "seed is 1 in the run, but -9 now"),
        change(b -> b.mirror(true), "images.mirror is false in the run, but true now"),
        change(
            b -> b.framing(Framing.box(0, 0, 8, 8)),
            "images.framing is \"auto\" in the run, but \"box:0,0,8x8\" now"),
        change(
            b -> b.background(Color.BLACK),
            "images.background is \"#ffffff\" in the run, but \"#000000\" now"),
        change(
            b -> b.recipe(TinyNetworks.recipe(TinyNetworks.rgb(), 9)),
            "recipe.batchSize is 2 in the run, but 9 now"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void anythingElse_isRefusedByName(Change change, String difference) {
    checkRefused(change.of(TinyRuns.resume(run)), difference);
  }

  @Test
  void everyDifference_isNamedAtOnce() throws IOException {
    Path options = run.resolve("options.json");
    Files.writeString(options, Files.readString(options).replace("FLOAT32", "BFLOAT16"));
    FaceGanBuilder builder =
        TinyRuns.resume(run)
            .batchSize(3)
            .seed(2)
            .precision(Precision.FLOAT32)
            .framing(Framing.RESIZE)
            .mirror(true)
            .background(Color.RED)
            .images(new DrawnFaces(2, 6, 8))
            .recipe(TinyNetworks.recipe(TinyNetworks.of(ImageShape.rgb(8, 8), 5), 3));
    try (FaceGan gan = builder.build()) {
      assertThatThrownBy(gan::train)
          .isInstanceOf(FaceGanException.class)
          .hasMessageMatching(
              Pattern.quote(run.toString())
                  + " cannot be resumed with other options: images\\.background is \"#ffffff\" in"
                  + " the run, but \"#ff0000\" now; images\\.content is \"[0-9a-f]{16}\" in the"
                  + " run, but \"[0-9a-f]{16}\" now; images\\.framing is \"auto\" in the run, but"
                  + " \"resize\" now; images\\.mirror is false in the run, but true now;"
                  + " images\\.pictures is 5 in the run, but 6 now; precision is \"BFLOAT16\" in"
                  + " the run, but \"FLOAT32\" now; recipe\\.batchSize is 2 in the run, but 3 now;"
                  + " recipe\\.networks\\.discriminator\\.layers\\.000\\.filters is 4 in the run,"
                  + " but 5 now; recipe\\.networks\\.generator\\.layers\\.000\\.units is 16 in the"
                  + " run, but 20 now;"
                  + " recipe\\.networks\\.generator\\.layers\\.001\\.shape\\.channels is 4 in the"
                  + " run, but 5 now; recipe\\.networks\\.generator\\.layers\\.002\\.filters is 4"
                  + " in the run, but 5 now; seed is 1 in the run, but 2 now\\. Give the options"
                  + " that it started with, or train again");
    }
    checkUntouched();
  }

  @Test
  void fewerStepsThanWereMade_areRefused() {
    FaceGanBuilder builder = TinyRuns.resume(run).steps(3);
    try (FaceGan gan = builder.build()) {
      assertThatThrownBy(gan::train)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("steps is 3", run.toString(), "4", "the total number");
    }
    try (FaceGan shorter = TinyRuns.resume(run).epochs(1).build()) {
      assertThatThrownBy(shorter::train)
          .hasMessageContainingAll(
              "epochs is 1",
              "5 images",
              "batches of 2",
              "3 steps",
              run.toString(),
              "4",
              "the total number");
    }
    checkUntouched();
  }

  @Test
  void stepsAndEpochs_areRefusedTogether() {
    FaceGanBuilder builder = TinyRuns.resume(run).steps(20).epochs(3);
    assertThatThrownBy(builder::build)
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("steps is 20", "epochs is 3", "only one");
  }

  @Test
  void otherRunFolder_isRefused() {
    FaceGanBuilder builder = TinyRuns.resume(run);
    Path other = folder.resolve("other");
    assertThatThrownBy(() -> builder.runFolder(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(run.toString(), "omit the run folder", "copy");
  }

  @Test
  void folderThatIsNoRun_isRefused() {
    assertThatThrownBy(() -> FaceGan.resume(folder))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "no options.json", "--run");
  }

  private void checkRefused(FaceGanBuilder builder, String differences) {
    try (FaceGan gan = builder.build()) {
      assertThatThrownBy(gan::train)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(run.toString(), differences, "the options that it started with");
    }
    checkUntouched();
  }

  /** The refused run can still be resumed as it was. */
  private void checkUntouched() {
    assertThat(RunFolder.open(run).checkpoints().newestOrRefuse().step()).isEqualTo(4);
    assertThat(RunFolder.open(run).options().steps()).isEqualTo(10);
    assertThat(RunFolder.open(run).options().batchSize()).isEqualTo(2);
    RunFolder.reopen(run).close();
  }

  private static Arguments change(Change change, String difference) {
    return Arguments.of(change, difference);
  }
}
