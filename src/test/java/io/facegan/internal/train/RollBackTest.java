package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.Latents;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.GuardException;
import io.facegan.train.Reaction;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose networks become NaN, which is made to happen at the same place in all of them. */
class RollBackTest {
  private static final int STEPS = 9;
  private static final TrainingOptions OPTIONS = options(GuardOptions.DEFAULT);

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void choose() {
    folder = temp.resolve("run");
  }

  @Test
  void nan_leadsBackToTheLastCheckpointThatWasDue() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      TrainingResult result = run.spoilAfter(0, 6).loop.run();
      assertThat(result.steps()).isEqualTo(STEPS);
      assertThat(result.stoppedEarly()).isFalse();
    }
    StepResult seventh = recorder.steps.get(6);
    assertThat(seventh.lossFake()).isNaN();
    assertThat(recorder.events)
        .containsExactly(
            new GuardEvent(
                7,
                0,
                Guard.NOT_FINITE,
                GuardEvent.Kind.ROLLED_BACK,
                ("training diverged at step 7 (losses %s, NaN, NaN); going back to step 4 with"
                        + " another seed and half the learning rate (try 1 of 3)")
                    .formatted(seventh.lossReal())));
    assertThat(recorder.calls.subList(recorder.calls.indexOf("stepped 7"), recorder.calls.size()))
        .containsExactly(
            "stepped 7",
            "rolled-back 7",
            "stepped 5",
            "stepped 6",
            "stepped 7",
            "stepped 8",
            "evaluated 8",
            "stepped 9",
            "sampled 9",
            "evaluated 9 at the end",
            "finished");
    assertThat(recorder.steps.subList(7, recorder.steps.size()))
        .extracting(StepResult::attempt)
        .containsOnly(1);
    // Other images or latents, or the losses would be the same.
    assertThat(recorder.steps.get(7).lossFake()).isNotEqualTo(recorder.steps.get(4).lossFake());
    assertThat(TinyRun.checkpoints(folder))
        .containsExactly("step-000004", "step-000008", "step-000009");
    assertThat(new Checkpoint(TinyRun.checkpoint(folder, 4)).state().attempt()).isEqualTo(1);
  }

  @Test
  void placeWhereTheRunWasStopped_isNoPlaceToGoBackTo() {
    String unbroken = unbroken(0, 6);
    TinyRun.stopAfter(folder, OPTIONS, 5);
    Recorder rest = new Recorder();
    try (TinyRun run = new TinyRun(folder, OPTIONS, rest)) {
      run.spoilAfter(0, 6).loop.run();
    }
    assertThat(rest.start.step()).isEqualTo(5);
    assertThat(rest.events.get(0).message()).contains("going back to step 4 ");
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(unbroken);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 8})
  void secondTry_goesOnExactlyWhereItWasStopped(long step) {
    String unbroken = unbroken(0, 6);
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.spoilAfter(0, 6).after(1, step, run.loop::stop).loop.run();
    }
    Recorder rest = new Recorder();
    TinyRun.finish(folder, OPTIONS, rest);
    assertThat(rest.start.attempt()).isEqualTo(1);
    assertThat(rest.start.step()).isEqualTo(step);
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(unbroken);
  }

  @Test
  void runStoppedAtTheSpoiltStep_goesBackAtOnce() {
    String unbroken = unbroken(0, 6);
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.after(
          6,
          () -> {
            run.spoil();
            run.loop.stop();
          });
      TrainingResult result = run.loop.run();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(result.steps()).isEqualTo(4);
      assertThat(result.checkpoint()).isEqualTo(TinyRun.checkpoint(folder, 4));
    }
    assertThat(recorder.events)
        .extracting(GuardEvent::message)
        .containsExactly(
            "training diverged by step 6 (generator/dense_1/kernel holds values that are not"
                + " finite); going back to step 4 with another seed and half the learning rate"
                + " (try 1 of 3)");
    TinyRun.finish(folder, OPTIONS);
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(unbroken);
  }

  @Test
  void nanInTheLastStep_isNoEnd() {
    TrainingOptions six = TinyRun.options(6, 100, 4, GuardOptions.DEFAULT);
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, six, recorder)) {
      TrainingResult result = run.spoilAfter(0, 6).loop.run();
      assertThat(result.stoppedEarly()).isFalse();
      assertThat(result.last().attempt()).isEqualTo(1);
      assertThat(run.session.notFinite()).isEmpty();
    }
    assertThat(recorder.calls)
        .endsWith(
            "rolled-back 6",
            "stepped 5",
            "stepped 6",
            "sampled 6",
            "evaluated 6 at the end",
            "finished");
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000004", "step-000006");
  }

  @Test
  void samePlaceTwice_isGoneBackToWithAnotherSeedEachTime() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.spoilAfter(0, 6).spoilAfter(1, 5).loop.run();
    }
    assertThat(recorder.events)
        .extracting(event -> event.message().replaceFirst(".*; ", ""))
        .containsExactly(
            "going back to step 4 with another seed and half the learning rate (try 1 of 3)",
            "going back to step 4 with another seed and half the learning rate (try 2 of 3)");
    assertThat(recorder.steps.stream().filter(step -> step.step() == 5))
        .extracting(StepResult::attempt)
        .containsExactly(0, 1, 2);
    assertThat(
            recorder.steps.stream()
                .filter(step -> step.step() == 5)
                .map(StepResult::lossFake)
                .distinct())
        .hasSize(3);
    String unbroken = TinyRun.bits(folder, STEPS);

    Path broken = temp.resolve("broken");
    try (TinyRun run = new TinyRun(broken, OPTIONS)) {
      run.spoilAfter(0, 6).after(1, 5, stopAndSpoil(run)).loop.run();
    }
    try (TinyRun run = new TinyRun(broken, OPTIONS)) {
      run.after(2, 5, run.loop::stop).loop.run();
      assertThat(run.checkpoints()).containsExactly("step-000004", "step-000005");
    }
    TinyRun.finish(broken, OPTIONS);
    assertThat(TinyRun.bits(broken, STEPS)).isEqualTo(unbroken);
  }

  @Test
  void beforeTheFirstCheckpoint_theWayBackIsTheStart() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, OPTIONS, recorder)) {
      run.spoilAfter(0, 2).loop.run();
    }
    assertThat(recorder.calls)
        .startsWith(
            "started",
            "sampled 0",
            "evaluated 0",
            "stepped 1",
            "stepped 2",
            "stepped 3",
            "rolled-back 3",
            "stepped 1",
            "stepped 2",
            "stepped 3",
            "stepped 4",
            "evaluated 4");
    assertThat(recorder.events.get(0).message())
        .endsWith(
            "; going back to step 0 with another seed and half the learning rate (try 1 of 3)");
    // The first weights are those of the seed, so what differs is the images' order alone.
    assertThat(recorder.steps.get(3).lossReal()).isNotEqualTo(recorder.steps.get(0).lossReal());
    String unbroken = TinyRun.bits(folder, STEPS);

    Path broken = temp.resolve("broken");
    TinyRun.stopAfter(broken, OPTIONS, 1);
    Recorder rest = new Recorder();
    try (TinyRun run = new TinyRun(broken, OPTIONS, rest)) {
      run.after(0, 2, stopAndSpoil(run)).loop.run();
      assertThat(run.checkpoints()).containsExactly("step-000000");
    }
    assertThat(rest.events.get(0).message()).contains("; going back to step 0 ");
    Recorder again = new Recorder();
    TinyRun.finish(broken, OPTIONS, again);
    assertThat(again.calls).startsWith("started", "stepped 1");
    assertThat(again.start.attempt()).isEqualTo(1);
    assertThat(TinyRun.bits(broken, STEPS)).isEqualTo(unbroken);
  }

  @Test
  void startOfTheRun_isItsFirstWeights() {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      float[][] latents = Latents.of(0, 3, OPTIONS.networks().latentSize());
      byte[] first = run.session.sample(latents);
      run.spoilAfter(0, 2).after(3, run.loop::stop).loop.run();
      assertThat(run.session.sample(latents)).isEqualTo(first);
    }
  }

  @Test
  void triesUsedUp_endTheRunAndEndItAgain() {
    TrainingOptions one = options(GuardOptions.DEFAULT.withTries(1));
    Recorder recorder = new Recorder();
    GuardException ended = endSpoiltTwice(one, recorder);
    StepResult last = recorder.steps.get(recorder.steps.size() - 1);
    assertThat(ended)
        .hasMessageContainingAll(
            "step 6", last.lossReal() + ", NaN, NaN", "rolled back once", "learning rate", "seed");
    assertThat(ended.event().attempt()).isEqualTo(1);
    assertThat(recorder.calls).last().isEqualTo("stopped 6");
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000004");

    assertThat(endSpoiltTwice(one, new Recorder())).hasMessage(ended.getMessage());
    assertThat(endSpoiltTwice(one, new Recorder())).hasMessage(ended.getMessage());

    TrainingOptions two = options(GuardOptions.DEFAULT.withTries(2));
    try (TinyRun run = new TinyRun(folder, two)) {
      TrainingResult result = run.spoilAfter(1, 5).loop.run();
      assertThat(result.last().attempt()).isEqualTo(2);
    }
    Path unbroken = temp.resolve("unbroken");
    try (TinyRun run = new TinyRun(unbroken, two)) {
      run.spoilAfter(0, 6).spoilAfter(1, 5).loop.run();
    }
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
  }

  @Test
  void guardThatStops_stopsAgainUnlessItIsToldOtherwise() {
    TrainingOptions stop = options(GuardOptions.DEFAULT.with(Guard.NOT_FINITE, Reaction.STOP));
    String[] messages = new String[2];
    for (int i = 0; i < 2; i++) {
      try (TinyRun run = new TinyRun(folder, stop)) {
        Throwable ended = catchThrowable(run.spoilAfter(0, 6).loop::run);
        assertThat(ended).isInstanceOf(GuardException.class).hasNoSuppressedExceptions();
        messages[i] = ended.getMessage();
        assertThat(run.checkpoints()).containsExactly("step-000004");
      }
    }
    assertThat(messages[0])
        .matches(
            "training diverged at step 7 \\(losses [0-9.]+, NaN, NaN\\): try a lower learning rate"
                + " or another seed")
        .isEqualTo(messages[1]);
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.spoilAfter(0, 6).loop.run();
    }
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(unbroken(0, 6));
  }

  @Test
  void listenerThatFailsOnTheWayBack_leavesNoSpoiltCheckpoint() {
    IllegalStateException thrown = new IllegalStateException("no");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void guarded(GuardEvent event) {
            throw thrown;
          }
        };
    try (TinyRun run = new TinyRun(folder, OPTIONS, failing)) {
      run.spoilAfter(0, 6);
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown).hasNoSuppressedExceptions();
    }
    assertThat(TinyRun.checkpoints(folder)).containsExactly("step-000004");
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.spoilAfter(0, 6).loop.run();
    }
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(unbroken(0, 6));
  }

  @Test
  void damagedWayBack_endsTheRunAndNamesIt() throws IOException {
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      Path data = TinyRun.checkpoint(folder, 4).resolve(TinyCheckpoints.DATA);
      run.after(
          6,
          () -> {
            run.spoil();
            TinyRun.awaitWritten(folder, 4);
            flip(data);
          });
      assertThat(catchThrowable(run.loop::run))
          .isInstanceOf(FaceGanException.class)
          .hasNoSuppressedExceptions()
          .hasMessageContainingAll(
              data.getParent() + ": " + TinyCheckpoints.DATA + " is damaged", "an undamaged copy");
      assertThat(run.checkpoints()).containsExactly("step-000004");
      TinyCheckpoints.flip(data);
    }
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.spoilAfter(0, 6).loop.run();
    }
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(unbroken(0, 6));
  }

  private static void flip(Path file) {
    try {
      TinyCheckpoints.flip(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GuardException endSpoiltTwice(TrainingOptions options, Recorder recorder) {
    try (TinyRun run = new TinyRun(folder, options, recorder)) {
      run.spoilAfter(0, 6).spoilAfter(1, 5);
      return catchThrowableOfType(GuardException.class, run.loop::run);
    }
  }

  private static Runnable stopAndSpoil(TinyRun run) {
    return () -> {
      run.spoil();
      run.loop.stop();
    };
  }

  /** Returns the end of a run that was never stopped and spoilt after one step. */
  private String unbroken(int attempt, long step) {
    Path unbroken = temp.resolve("unbroken");
    try (TinyRun run = new TinyRun(unbroken, OPTIONS)) {
      run.spoilAfter(attempt, step).loop.run();
    }
    return TinyRun.bits(unbroken, STEPS);
  }

  private static TrainingOptions options(GuardOptions guards) {
    return TinyRun.options(STEPS, 100, 4, guards);
  }
}
