package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.data.ImageBatch;
import io.facegan.train.Evaluation;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was broken off, however and how often, ends with the bits of an unbroken one. */
class ResumeTest {
  private static final int STEPS = 9;
  private static final TrainingOptions OPTIONS = TinyRun.options(STEPS, 3, 2, GuardOptions.DEFAULT);

  @TempDir private static Path unbroken;
  private static final Recorder UNBROKEN = new Recorder();

  @TempDir private Path temp;
  private Path folder;

  @BeforeAll
  static void trainUnbroken() {
    TinyRun.finish(unbroken, OPTIONS, UNBROKEN);
  }

  @BeforeEach
  void choose() {
    folder = temp.resolve("run");
  }

  @Test
  void runOnItsOwn_isRepeatable() {
    TinyRun.finish(folder, OPTIONS);
    checkSameEnd();
  }

  @Test
  void otherSeed_isAnotherRun() {
    TinyRun.finish(folder, OPTIONS);
    String bits = TinyRun.bits(folder, STEPS);
    try (TinyRun run = new TinyRun(temp.resolve("other"), OPTIONS)) {
      run.after(1, () -> run.session.adjust(2, 1)).loop.run();
    }
    assertThat(TinyRun.bits(temp.resolve("other"), STEPS)).isNotEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 6, 8})
  void stoppedRun_goesOnExactly(long step) {
    TinyRun.stopAfter(folder, OPTIONS, step);
    assertThat(TinyRun.checkpoints(folder)).last().isEqualTo("step-%06d".formatted(step));
    Recorder rest = new Recorder();
    TrainingResult result = TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.start.step()).isEqualTo(step);
    assertThat(rest.steps).hasSize((int) (STEPS - step));
    assertThat(result.steps()).isEqualTo(STEPS);
    assertThat(result.stoppedEarly()).isFalse();
    checkSameEnd();
    checkSameLosses(rest.steps);
    assertThat(due(rest.evaluations))
        .isEqualTo(due(UNBROKEN.evaluations).stream().filter(one -> one.step() > step).toList());
  }

  /** Returns those that were due, without the memory, which is the machine's. */
  private static List<Evaluation> due(List<Evaluation> evaluations) {
    return evaluations.stream()
        .filter(Evaluation::scheduled)
        .map(
            one ->
                new Evaluation(
                    one.step(),
                    one.attempt(),
                    true,
                    one.diagnostics(),
                    one.losses(),
                    one.generatorGradient(),
                    null))
        .toList();
  }

  @Test
  void runStoppedAfterEveryStep_goesOnExactly() {
    for (long step = 1; step < STEPS; step++) {
      TinyRun.stopAfter(folder, OPTIONS, step);
    }
    TinyRun.finish(folder, OPTIONS);
    checkSameEnd();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void interruptedRun_goesOnExactly(long step) {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      TrainingResult result = run.after(step, () -> Thread.currentThread().interrupt()).loop.run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.steps()).isEqualTo(step);
      assertThat(result.stoppedEarly()).isTrue();
    }
    TinyRun.finish(folder, OPTIONS);
    checkSameEnd();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4, 5, 6})
  void runWhoseListenerFailed_goesOnExactly(long step) {
    IllegalStateException thrown = new IllegalStateException("no");
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          step,
          () -> {
            throw thrown;
          });
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown).hasNoSuppressedExceptions();
    }
    assertThat(TinyRun.checkpoints(folder)).last().isEqualTo("step-%06d".formatted(step));
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    checkSameEnd();
    // What was due at that step was not done before.
    boolean due = step % 2 == 0 || step % 3 == 0;
    assertThat(rest.calls.contains("evaluated " + step)).isEqualTo(due);
    assertThat(rest.calls.contains("sampled " + step)).isEqualTo(step % 3 == 0);
    checkSameLosses(rest.steps);
  }

  @Test
  void runWhoseListenerFailedAtAnEvaluation_goesOnExactly() {
    IllegalStateException thrown = new IllegalStateException("no");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void sampled(long step, ImageBatch samples) {
            if (step == 6) {
              throw thrown;
            }
          }
        };
    try (TinyRun run = new TinyRun(folder, OPTIONS, failing)) {
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
    }
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.calls).startsWith("started", "sampled 6", "evaluated 6", "stepped 7");
    checkSameEnd();
  }

  @Test
  void checkpointThatWasMissedByAFailure_isMadeUpFor() {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.after(
          4,
          () -> {
            throw new IllegalStateException("no");
          });
      catchThrowable(run.loop::run);
    }
    Checkpoint fourth = new Checkpoint(TinyRun.checkpoint(folder, 4));
    assertThat(fourth.state().planned()).isFalse();
    TinyRun.stopAfter(folder, OPTIONS, 5);
    assertThat(fourth.state().planned()).isTrue();
    TinyRun.stopAfter(temp.resolve("unbroken"), OPTIONS, 5);
    assertThat(TinyRun.bits(folder, 4)).isEqualTo(TinyRun.bits(temp.resolve("unbroken"), 4));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 6, 7})
  void killedRun_goesOnExactly(long step) throws IOException {
    TinyRun.stopAfter(folder, OPTIONS, step);
    if (step % 2 != 0) {
      // It had not the time to save the step that it was at, or only half of it.
      Path left = folder.resolve("checkpoints/.step-000003.unfinished-1");
      Path half = Files.createDirectories(left).resolve("content");
      Files.move(TinyRun.checkpoint(folder, step), half);
      Files.delete(half.resolve("SHA256SUMS"));
    }
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.start.step()).isEqualTo(step / 2 * 2);
    checkSameEnd();
  }

  @Test
  void runKilledBeforeItsFirstCheckpoint_startsOver() throws IOException {
    TinyRun.stopAfter(folder, OPTIONS, 1);
    PathUtils.deleteDirectory(folder.resolve("checkpoints"));
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.calls).isEqualTo(UNBROKEN.calls);
    checkSameEnd();
  }

  @Test
  void runStoppedBeforeItsFirstStep_startsOver() {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.loop.stop();
      run.loop.run();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000000");
    TinyRun.finish(folder, OPTIONS);
    checkSameEnd();
  }

  @Test
  void damagedNewestCheckpoint_costsOnlyTime() throws IOException {
    TinyRun.stopAfter(folder, OPTIONS, 7);
    TinyCheckpoints.flip(TinyRun.checkpoint(folder, 7).resolve(TinyCheckpoints.DATA));
    TinyCheckpoints.cut(TinyRun.checkpoint(folder, 6).resolve("variables.index"));
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.start.step()).isEqualTo(4);
    checkSameEnd();
    assertThat(TinyRun.bits(folder, 8)).isEqualTo(TinyRun.bits(unbroken, 8));
  }

  @Test
  void finishedRun_hasNothingLeftToDo() throws IOException {
    PathUtils.copyDirectory(unbroken, folder);
    Recorder again = new Recorder();
    TrainingResult result = TinyRun.finish(folder, OPTIONS, again);
    assertThat(again.calls).containsExactly("started", "finished");
    assertThat(result.last()).isNull();
    assertThat(result.steps()).isEqualTo(STEPS);
    assertThat(result.stoppedEarly()).isFalse();
    assertThat(result.checkpoint()).isEqualTo(TinyRun.checkpoint(folder, STEPS));
    checkSameEnd();
  }

  @Test
  void finishedRun_canBecomeLonger() throws IOException {
    PathUtils.copyDirectory(unbroken, temp.resolve("short"));
    TrainingOptions longer = TinyRun.options(13, 3, 2, GuardOptions.DEFAULT);
    TinyRun.finish(temp.resolve("short"), longer);
    TinyRun.finish(temp.resolve("long"), longer);
    for (long step : new long[] {10, 12, 13}) {
      assertThat(TinyRun.bits(temp.resolve("short"), step))
          .isEqualTo(TinyRun.bits(temp.resolve("long"), step));
    }
  }

  @Test
  void otherIntervals_changeNothingAboutTheNetworks() throws IOException {
    TinyRun.finish(folder, TinyRun.options(STEPS, 100, 4, GuardOptions.DEFAULT));
    for (String name : List.of(TinyCheckpoints.DATA, "variables.index")) {
      assertThat(TinyRun.checkpoint(folder, STEPS).resolve(name))
          .hasSameBinaryContentAs(TinyRun.checkpoint(unbroken, STEPS).resolve(name));
    }
  }

  @Test
  void start_tellsWhereTheRunIs() {
    TinyRun.stopAfter(folder, OPTIONS, 5);
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.start.step()).isEqualTo(5);
    assertThat(rest.start.evaluated()).isEqualTo(4);
    assertThat(rest.start.attempt()).isZero();
    assertThat(UNBROKEN.start.evaluated()).isEqualTo(-1);
  }

  private void checkSameEnd() {
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
    assertThat(TinyRun.bits(folder, STEPS - 1)).isEqualTo(TinyRun.bits(unbroken, STEPS - 1));
  }

  private static void checkSameLosses(List<StepResult> steps) {
    for (StepResult step : steps) {
      StepResult expected = UNBROKEN.steps.get((int) step.step() - 1);
      assertThat(step)
          .usingRecursiveComparison()
          .ignoringFields("imagesPerSecond")
          .isEqualTo(expected);
    }
  }
}
