package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.data.ImageBatch;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that fail: what is kept, what is reported, and that they can be gone on with. */
class FailureTest {
  private static final int STEPS = 6;
  private static final TrainingOptions OPTIONS =
      TinyRun.options(STEPS, 100, 2, GuardOptions.DEFAULT);

  @TempDir private static Path unbroken;

  @TempDir private Path temp;
  private Path folder;
  private final Recorder recorder = new Recorder();

  private interface Action {
    void run() throws IOException;
  }

  @BeforeAll
  static void trainUnbroken() {
    TinyRun.finish(unbroken, OPTIONS);
  }

  @BeforeEach
  void choose() {
    folder = temp.resolve("run");
  }

  @Test
  void failingListener_stopsTheTrainingAfterItWasSaved() {
    IllegalStateException thrown = new IllegalStateException("no");
    assertThat(failAfter(3, thrown)).isSameAs(thrown).hasNoSuppressedExceptions();
    assertThat(recorder.calls).endsWith("stepped 3");
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002", "step-000003");
    checkGoesOn();
  }

  @Test
  void memoryThatRunsOutBetweenSteps_leavesThemSaved() {
    OutOfMemoryError thrown = new OutOfMemoryError("made up");
    assertThat(failAfter(3, thrown)).isSameAs(thrown).hasNoSuppressedExceptions();
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002", "step-000003");
    checkGoesOn();
  }

  @Test
  void memoryThatRunsOutAndADiskThatFails_areReportedTogether() {
    OutOfMemoryError thrown = new OutOfMemoryError("made up");
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            block(2);
            throw thrown;
          });
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
    }
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(thrown.getSuppressed()[0]).hasMessageStartingWith(cannotWrite(3));
  }

  @Test
  void failureBeforeTheFirstStep_savesNothing() {
    IllegalStateException thrown = new IllegalStateException("no");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void sampled(long step, ImageBatch samples) {
            throw thrown;
          }
        };
    try (TinyRun run = new TinyRun(folder, OPTIONS, failing)) {
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
      assertThat(run.checkpoints()).isEmpty();
    }
    checkGoesOn();
  }

  @Test
  void failureAtTheEnd_losesNothing() {
    IllegalStateException thrown = new IllegalStateException("no");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void finished(TrainingResult result) {
            throw thrown;
          }
        };
    try (TinyRun run = new TinyRun(folder, OPTIONS, failing)) {
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
    }
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
  }

  @Test
  void stepThatFailsHalfWay_isNotSaved() {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(
          3,
          () -> {
            TinyRun.awaitWritten(folder, 2);
            run.session.close();
          });
      assertThat(catchThrowable(run.loop::run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("closed", "make another")
          .hasNoSuppressedExceptions();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002");
    checkGoesOn();
  }

  @Test
  void imagesThatFailBeforeAStep_leaveTheOneBeforeSaved() {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(3, run.images::close);
      assertThat(catchThrowable(run.loop::run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the packed images are closed: pack them again")
          .hasNoSuppressedExceptions();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002", "step-000003");
    checkGoesOn();
  }

  @Test
  void failureWithSpoiltNetworks_leavesTheCheckpointsBefore() {
    IllegalStateException thrown = new IllegalStateException("I saw a NaN");
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            run.spoil();
            throw thrown;
          });
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown).hasNoSuppressedExceptions();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002");
    checkGoesOn();
  }

  @Test
  void fileWhereTheCheckpointsBelong_stopsTheTraining() throws IOException {
    Path file = folder.resolve("checkpoints");
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      Files.writeString(file, "in the way");
      checkCannotWrite(run, 2);
    }
    assertThat(recorder.steps.size()).isBetween(2, 4);
    assertThat(file).hasContent("in the way");
    Files.delete(file);
    checkGoesOn();
  }

  @Test
  void diskThatFailsInTheMiddle_leavesThePreviousCheckpoint() throws IOException {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(3, () -> block(2));
      checkCannotWrite(run, 4);
    }
    assertThat(recorder.calls).doesNotContain("finished");
    unblock();
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002");
    assertThat(new Checkpoint(TinyRun.checkpoint(folder, 2)).problem()).isEmpty();
    checkGoesOn();
  }

  @Test
  void diskThatFailsAtTheEnd_isNoSuccess() throws IOException {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(5, () -> block(4));
      checkCannotWrite(run, 6);
    }
    assertThat(recorder.calls).doesNotContain("finished");
    unblock();
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000002", "step-000004");
    checkGoesOn();
  }

  @Test
  void vanishedRunFolder_stopsTheTraining() throws IOException {
    Path elsewhere = temp.resolve("elsewhere");
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(
          3,
          act(
              () -> {
                TinyRun.awaitWritten(folder, 2);
                Files.move(folder, elsewhere);
              }));
      checkCannotWrite(run, 4);
    }
    assertThat(folder).doesNotExist();
    folder = elsewhere;
    checkGoesOn();
  }

  @Test
  void lostCheckpointsFolder_isMadeAgain() {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(
          3,
          act(
              () -> {
                TinyRun.awaitWritten(folder, 2);
                PathUtils.deleteDirectory(folder.resolve("checkpoints"));
              }));
      run.loop.run();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000004", "step-000006");
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
  }

  private Throwable failAfter(long step, Throwable thrown) {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(
          step,
          () -> {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          });
      return catchThrowable(run.loop::run);
    }
  }

  private void checkGoesOn() {
    TinyRun.finish(folder, OPTIONS);
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
  }

  private void checkCannotWrite(TinyRun run, long step) {
    assertThat(catchThrowable(run.loop::run))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(cannotWrite(step));
  }

  private String cannotWrite(long step) {
    return "cannot write the checkpoint %s (".formatted(TinyRun.checkpoint(folder, step));
  }

  /** Puts a file where the checkpoints were, so that no more can be written. */
  private void block(long written) {
    Path checkpoints = folder.resolve("checkpoints");
    try {
      TinyRun.awaitWritten(folder, written);
      Files.move(checkpoints, temp.resolve("aside"));
      Files.writeString(checkpoints, "in the way");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unblock() throws IOException {
    Files.delete(folder.resolve("checkpoints"));
    Files.move(temp.resolve("aside"), folder.resolve("checkpoints"));
  }

  private static Runnable act(Action action) {
    return () -> {
      try {
        action.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
