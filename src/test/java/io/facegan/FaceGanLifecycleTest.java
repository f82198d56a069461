package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.train.RunFolder;
import io.facegan.train.TrainingResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing, stopping and interrupting at the wrong moments. */
class FaceGanLifecycleTest {
  @TempDir private Path folder;

  @Test
  void closed_refusesToTrainAndIsHarmlessOtherwise() {
    Path run = folder.resolve("run");
    FaceGan gan = TinyGan.builder(run).build();
    gan.close();

    assertThatThrownBy(gan::train)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("closed", "build another");
    assertThatCode(gan::close).doesNotThrowAnyException();
    assertThatCode(gan::stop).doesNotThrowAnyException();
    assertThat(gan.runFolder()).isEqualTo(run);
    assertThat(gan.describe()).contains("tiny: images of 8x8x3");
    assertThat(run).doesNotExist();
  }

  @Test
  void closedAfterTraining_stillExports() {
    FaceGan gan = TinyGan.builder(folder.resolve("run")).build();
    gan.train();
    gan.close();
    gan.export(folder.resolve("model"));

    assertThat(folder.resolve("model/saved_model.pb")).isRegularFile();
    assertThatThrownBy(gan::train)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("closed", "build another");
  }

  @Test
  void failedTraining_cannotBeRepeatedAndHasNothingToExport() {
    IllegalStateException failure = new IllegalStateException("no");
    try (FaceGan gan =
        TinyGan.builder(folder.resolve("run"))
            .listener(
                Breaks.after(
                    1,
                    step -> {
                      throw failure;
                    }))
            .build()) {
      assertThat(catchThrowable(gan::train)).isSameAs(failure);
      assertThatThrownBy(gan::train)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("trained already", "build another");
      assertThatThrownBy(() -> gan.export(folder.resolve("model")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("nothing to export", "train()");
    }
  }

  @Test
  void closeFromAnotherThread_endsTheTrainingAndWaitsForIt() throws Exception {
    Path run = folder.resolve("run");
    CountDownLatch training = new CountDownLatch(1);
    FaceGan gan =
        TinyGan.builder(run)
            .steps(1_000_000)
            .listener(Breaks.after(1, step -> training.countDown()))
            .build();
    ExecutorService trainer = Executors.newSingleThreadExecutor();
    try {
      Future<TrainingResult> result = trainer.submit(gan::train);
      assertThat(training.await(60, TimeUnit.SECONDS)).isTrue();
      gan.close();

      // What close() waited for is on the disk, and nobody holds the folder any more.
      long saved = RunFolder.open(run).checkpoints().newestOrRefuse().step();
      RunFolder.reopen(run).close();
      assertThat(result.get(60, TimeUnit.SECONDS).stoppedEarly()).isTrue();
      assertThat(result.get().steps()).isEqualTo(saved);
    } finally {
      trainer.shutdownNow();
    }
  }

  @Test
  void closeFromAnInterruptedThread_waitsAndKeepsTheInterrupt() throws Exception {
    CountDownLatch training = new CountDownLatch(1);
    FaceGan gan =
        TinyGan.builder(folder.resolve("run"))
            .steps(1_000_000)
            .listener(Breaks.after(1, step -> training.countDown()))
            .build();
    ExecutorService trainer = Executors.newSingleThreadExecutor();
    try {
      Future<TrainingResult> result = trainer.submit(gan::train);
      assertThat(training.await(60, TimeUnit.SECONDS)).isTrue();
      Thread.currentThread().interrupt();
      gan.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.get(60, TimeUnit.SECONDS).stoppedEarly()).isTrue();
    } finally {
      trainer.shutdownNow();
    }
  }

  @Test
  void closeFromAListener_isRefusedAndTheRunIsSaved() {
    Path run = folder.resolve("run");
    FaceGan[] running = new FaceGan[1];
    try (FaceGan gan =
        TinyGan.builder(run)
            .steps(9)
            .listener(Breaks.after(2, step -> running[0].close()))
            .build()) {
      running[0] = gan;
      assertThatThrownBy(gan::train)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("a listener cannot close", "stop()");
    }
    assertThat(RunFolder.open(run).checkpoints().newestOrRefuse().step()).isEqualTo(2);
  }

  @Test
  void secondTrainingMeanwhile_isRefused() {
    FaceGan[] running = new FaceGan[1];
    try (FaceGan gan =
        TinyGan.builder(folder.resolve("run"))
            .listener(Breaks.after(1, step -> running[0].train()))
            .build()) {
      running[0] = gan;
      assertThatThrownBy(gan::train)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("trained already", "build another");
    }
  }

  @Test
  void interruptDuringTraining_savesStaysSetAndTheRunGoesOn() {
    Path run = folder.resolve("run");
    try (FaceGan gan =
        TinyGan.builder(run)
            .steps(6)
            .sampleEvery(1)
            .checkpointEvery(1)
            .listener(Breaks.after(3, step -> Thread.currentThread().interrupt()))
            .build()) {
      TrainingResult result = gan.train();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(result.steps()).isEqualTo(3);
    } finally {
      Thread.interrupted();
    }
    try (FaceGan gan = resume(run).build()) {
      TrainingResult result = gan.train();
      assertThat(result.steps()).isEqualTo(6);
      assertThat(result.stoppedEarly()).isFalse();
    }
  }

  @Test
  void interruptBeforeTraining_endsItAtOnceAndLeavesNothing() {
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(gan::train)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("interrupted while reading images");
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(run).doesNotExist();
    try (FaceGan gan = TinyGan.builder(run).build()) {
      assertThat(gan.train().steps()).isEqualTo(2);
    }
  }

  @Test
  void interruptBeforeResuming_endsItAtOnceAndTheRunGoesOnLater() throws Exception {
    Path images = TinyRuns.images(folder.resolve("images"));
    Path run = folder.resolve("run");
    Path cache = folder.resolve("cache");
    Breaks.stopped(TinyRuns.builder(images, run).cacheFolder(cache), 4);
    try (Console console = new Console();
        FaceGan gan = TinyRuns.resume(run).cacheFolder(cache).progress(true).build()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(gan::train)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("interrupted while reading images");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(console.text()).doesNotContain("damaged");
    } finally {
      Thread.interrupted();
    }
    try (Console console = new Console();
        FaceGan gan = TinyRuns.resume(run).cacheFolder(cache).progress(true).build()) {
      assertThat(gan.train().steps()).isEqualTo(10);
      assertThat(console.text()).contains("\nimages: ").doesNotContain("packing", "damaged");
    }
  }

  private static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run).images(new DrawnFaces(1, 5, 8)).progress(false);
  }
}
