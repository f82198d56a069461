package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.train.Guard;
import io.facegan.train.GuardException;
import io.facegan.train.Reaction;
import io.facegan.train.TrainingResult;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings as on a GPU, where a step begins while the one before is being told. */
class StepsAheadTest {
  private static final int STEPS = 12;
  private static final TrainingOptions OPTIONS =
      TinyRun.options(STEPS, 100, 6, GuardOptions.DEFAULT);

  @TempDir private static Path stepByStep;
  private static final Recorder EXPECTED = new Recorder();

  @TempDir private Path temp;
  private Path folder;
  private final Recorder recorder = new Recorder();

  @BeforeAll
  static void train() {
    TinyRun.finish(stepByStep.resolve("whole"), OPTIONS, EXPECTED);
    try (TinyRun run = new TinyRun(stepByStep.resolve("spoilt"), OPTIONS)) {
      run.spoilAfter(0, 7).loop.run();
    }
    TinyRun.likeOnGpu(true);
  }

  @AfterAll
  static void restore() {
    TinyRun.likeOnGpu(false);
  }

  @BeforeEach
  void choose() {
    folder = temp.resolve("run");
  }

  @Test
  void wholeRun_isThatOfSingleSteps() {
    TinyRun.finish(folder, OPTIONS, recorder);
    assertThat(recorder.calls).isEqualTo(EXPECTED.calls);
    checkEnd("whole");
  }

  /** Nothing is begun across a checkpoint, whose state would be another. */
  @Test
  void checkpoints_areOfTheirOwnStep() {
    TinyRun.finish(folder, OPTIONS);
    assertThat(TinyRun.bits(folder, 6)).isEqualTo(TinyRun.bits(stepByStep.resolve("whole"), 6));
  }

  @Test
  void stoppedRun_endsWithTheStepThatHadBegun() {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      TrainingResult result = run.after(3, run.loop::stop).loop.run();
      assertThat(result.steps()).isEqualTo(4);
      assertThat(result.stoppedEarly()).isTrue();
    }
    assertThat(recorder.calls).contains("stepped 4").doesNotContain("stepped 5");
    assertThat(TinyRun.checkpoints(folder)).contains("step-000004");
    TinyRun.finish(folder, OPTIONS);
    checkEnd("whole");
  }

  @Test
  void failingListener_leavesTheStepThatHadBegunSaved() {
    IllegalStateException thrown = new IllegalStateException("no");
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          3,
          () -> {
            throw thrown;
          });
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown).hasNoSuppressedExceptions();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000004");
    TinyRun.finish(folder, OPTIONS);
    checkEnd("whole");
  }

  /** Steps on spoilt networks that had begun are undone with them. */
  @Test
  void spoiltNetworks_areRolledBack() {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.spoilAfter(0, 7).loop.run();
    }
    assertThat(recorder.calls).anyMatch(call -> call.contains("7"));
    checkEnd("spoilt");
  }

  @Test
  void trainingThatAGuardEnds_waitsForTheStepThatHadBegun() {
    TrainingOptions ended =
        TinyRun.options(STEPS, 100, 6, GuardOptions.DEFAULT.with(Guard.NOT_FINITE, Reaction.STOP));
    try (TinyRun run = new TinyRun(folder, ended)) {
      assertThat(catchThrowable(() -> run.spoilAfter(0, 7).loop.run()))
          .isInstanceOf(GuardException.class);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("facegan-step") && thread.isAlive())
        .allMatch(thread -> thread.getState() != Thread.State.RUNNABLE);
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000006");
  }

  private void checkEnd(String expected) {
    assertThat(TinyRun.bits(folder, STEPS))
        .isEqualTo(TinyRun.bits(stepByStep.resolve(expected), STEPS));
  }
}
