package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.GpuLikeSession;
import io.facegan.internal.runtime.TensorFlowExceptions;
import io.facegan.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.exceptions.TFFailedPreconditionException;

/** Trainings whose GPU fails: what is said, what is kept, and that they can be gone on with. */
class GpuFailureTest {
  private static final int STEPS = 6;
  private static final TrainingOptions OPTIONS =
      TinyRun.options(STEPS, 100, 2, GuardOptions.DEFAULT);
  private static final String LOST = "CUDA_ERROR_LAUNCH_FAILED: unspecified launch failure";

  @TempDir private static Path unbroken;

  @TempDir private Path temp;
  private Path folder;

  @BeforeAll
  static void trainUnbroken() {
    TinyRun.likeOnGpu(true);
    TinyRun.finish(unbroken, OPTIONS);
  }

  @AfterAll
  static void restore() {
    TinyRun.likeOnGpu(false);
  }

  @BeforeEach
  void choose() {
    folder = temp.resolve("run");
  }

  static Stream<RuntimeException> failures() {
    return TensorFlowExceptions.all(LOST);
  }

  private static RuntimeException lost() {
    return failures().findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureBetweenSteps_isExplainedAndTheRunGoesOn(RuntimeException failure) {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            throw failure;
          });
      Throwable thrown = catchThrowable(run.loop::run);
      assertThat(thrown)
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith(GpuLikeSession.GPU + ": it failed (" + LOST + "): ")
          .hasMessageEndingWith("; " + folder + " keeps step 3: resume it")
          .hasMessageNotContaining("\n")
          .hasCause(failure);
    }
    checkGoesOn();
  }

  @Test
  void failureWithinAStep_isNotSaved() {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            TinyRun.awaitWritten(folder, 2);
            GpuLikeSession.lose(run.session, "generator/dense_1/kernel");
          });
      assertThat(catchThrowable(run.loop::run))
          .isInstanceOf(TFFailedPreconditionException.class)
          .hasMessageContaining("generator/dense_1/kernel");
      run.session.close();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002");
    checkGoesOn();
  }

  /** On a GPU that is lost nothing more can be read, and the checkpoint before stays. */
  @Test
  void checkpointThatCannotBeRead_leavesTheOneBefore() {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            TinyRun.awaitWritten(folder, 2);
            run.session.close();
            throw lost();
          });
      assertThat(catchThrowable(run.loop::run))
          .isInstanceOf(FaceGanException.class)
          .hasMessageEndingWith("; " + folder + " keeps step 2: resume it");
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002");
    checkGoesOn();
  }

  @Test
  void failureBeforeTheFirstStep_saysThatNothingIsKept() {
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void sampled(long step, ImageBatch samples) {
            throw lost();
          }
        };
    try (TinyRun run = new TinyRun(folder, OPTIONS, failing)) {
      assertThat(catchThrowable(run.loop::run))
          .hasMessageEndingWith("; " + folder + " has no checkpoint yet: train again");
    }
    checkGoesOn();
  }

  @Test
  void damagedCheckpoints_areTold() {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            TinyRun.awaitWritten(folder, 2);
            run.spoil();
            spoil(TinyRun.checkpoint(folder, 2).resolve("state.json"));
            throw lost();
          });
      assertThat(catchThrowable(run.loop::run))
          .hasMessageContaining("it failed (" + LOST)
          .hasMessageContaining("; no checkpoint can be used (");
    }
  }

  private static void spoil(Path file) {
    try {
      Files.writeString(file, "spoilt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkGoesOn() {
    TinyRun.finish(folder, OPTIONS);
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
  }
}
