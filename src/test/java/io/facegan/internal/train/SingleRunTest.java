package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings as on a GPU, where a step is one run and the next images are fetched meanwhile. */
class SingleRunTest {
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
  void wholeRun_isThatOfSeparateRuns() {
    TinyRun.finish(folder, OPTIONS, recorder);
    assertThat(recorder.calls).isEqualTo(EXPECTED.calls);
    checkEnd("whole");
  }

  @Test
  void checkpoints_areOfTheirOwnStep() {
    TinyRun.finish(folder, OPTIONS);
    assertThat(TinyRun.bits(folder, 6)).isEqualTo(TinyRun.bits(stepByStep.resolve("whole"), 6));
  }

  /** The images that were fetched for the next step are those of the attempt before. */
  @Test
  void spoiltNetworks_areRolledBack() {
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.spoilAfter(0, 7).loop.run();
    }
    assertThat(recorder.calls).anyMatch(call -> call.contains("7"));
    checkEnd("spoilt");
  }

  private void checkEnd(String expected) {
    assertThat(TinyRun.bits(folder, STEPS))
        .isEqualTo(TinyRun.bits(stepByStep.resolve(expected), STEPS));
  }
}
