package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.Recipe;
import io.facegan.network.Schedule;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceGanBuilderTest {
  @TempDir private Path folder;

  @Test
  void numbersBelow1_areRefused() {
    FaceGanBuilder builder = FaceGan.builder();
    checkRefused(() -> builder.batchSize(0), "batch size is 0: it must be at least 1");
    checkRefused(() -> builder.epochs(-1), "epochs is -1: it must be at least 1");
    checkRefused(() -> builder.steps(0), "steps is 0: it must be at least 1");
    checkRefused(() -> builder.sampleEvery(0), "sample interval is 0: it must be at least 1");
    checkRefused(
        () -> builder.checkpointEvery(-7), "checkpoint interval is -7: it must be at least 1");
    checkRefused(() -> builder.gpuMemory(0), "GPU memory is 0: it must be at least 1");
  }

  @Test
  void nulls_areRefusedByName() {
    FaceGanBuilder builder = FaceGan.builder();
    checkNull(() -> builder.images((Path) null), "images");
    checkNull(() -> builder.images((io.facegan.data.ImageSource) null), "images");
    checkNull(() -> builder.recipe(null), "recipe");
    checkNull(() -> builder.precision(null), "precision");
    checkNull(() -> builder.device(null), "device");
    checkNull(() -> builder.runFolder(null), "run folder");
    checkNull(() -> builder.listener(null), "listener");
  }

  /** Five images once in batches of 2, or enough for faces where the rates fall to the end. */
  @ParameterizedTest
  @CsvSource({"1, 3", "0.1, 30000"})
  void withoutStepsAndEpochs_theScheduleDecides(double lastRate, long steps) {
    Path run = folder.resolve("run");
    Recipe recipe =
        TinyNetworks.recipe().toBuilder().schedule(new Schedule(lastRate, 1, 1, 0)).build();
    Breaks.stopped(
        FaceGan.builder()
            .images(new DrawnFaces(1, 5, 8))
            .recipe(recipe)
            .precision(Precision.FLOAT32)
            .progress(false)
            .runFolder(run),
        1);
    assertThat(RunFolder.open(run).options().steps()).isEqualTo(steps);
  }

  @Test
  void stepsAndEpochs_areRefusedTogether() {
    checkRefused(
        () -> TinyGan.builder(folder).steps(100).epochs(3).build(),
        "steps is 100 and epochs is 3: set only one of them");
  }

  @Test
  void gpuMemoryOnTheCpu_isRefused() {
    checkRefused(
        () -> TinyGan.builder(folder).device(Device.CPU).gpuMemory(1L << 30).build(),
        "the device is cpu and GPU memory is 1073741824 bytes: leave one of them out");
  }

  @Test
  void runFolderThatIsNotEmpty_isRefused() throws IOException {
    Files.writeString(folder.resolve("note"), "mine");
    checkRefused(
        () -> TinyGan.builder(folder).build(),
        "run folder " + folder + " is not empty: choose another folder, or delete it");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "1, 2, 3", "3, 2, 8", "2, 5, 2", "1, 8, 1"})
  void epochs_becomeStepsRoundedUp(int epochs, int batchSize, long steps) {
    Path run = folder.resolve("run");
    FaceGanBuilder builder =
        FaceGan.builder()
            .images(new io.facegan.drawn.DrawnFaces(1, 5, 8))
            .recipe(io.facegan.internal.graph.TinyNetworks.recipe())
            .progress(false)
            .runFolder(run)
            .batchSize(batchSize)
            .epochs(epochs);
    try (FaceGan gan = builder.build()) {
      assertThat(gan.train().last().step()).isEqualTo(steps);
    }
    assertThat(RunFolder.open(run).options().steps()).isEqualTo(steps);
  }

  @Test
  void builtOne_keepsItsOptionsWhateverTheBuilderDoes() {
    TinyGan.LastSamples added = new TinyGan.LastSamples();
    Path run = folder.resolve("run");
    FaceGanBuilder builder = TinyGan.builder(run).seed(7).sampleEvery(3).checkpointEvery(4);
    try (FaceGan gan = builder.build()) {
      builder.steps(9).batchSize(5).seed(8).sampleEvery(1).runFolder(folder.resolve("other"));
      builder.listener(added);
      gan.train();
    }
    TrainingOptions options = RunFolder.open(run).options();
    assertThat(options.steps()).isEqualTo(2);
    assertThat(options.batchSize()).isEqualTo(2);
    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.sampleEvery()).isEqualTo(3);
    assertThat(options.checkpointEvery()).isEqualTo(4);
    assertThat(options.images().source()).isEqualTo("5 drawn faces of 8x8 (seed 1)");
    assertThat(added.samples).isNull();
    assertThat(folder.resolve("other")).doesNotExist();
  }

  private static void checkRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(FaceGanException.class).hasMessage(message);
  }

  private static void checkNull(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(message);
  }
}
