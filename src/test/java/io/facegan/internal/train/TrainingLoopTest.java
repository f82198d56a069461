package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.train.Evaluation;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  @TempDir private Path folder;

  @Test
  void listeners_areCalledInOrder() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 5, 2, 3, recorder)) {
      run.loop.run();
    }
    assertThat(recorder.calls)
        .containsExactly(
            "started",
            "sampled 0",
            "evaluated 0",
            "stepped 1",
            "stepped 2",
            "sampled 2",
            "evaluated 2",
            "stepped 3",
            "evaluated 3",
            "stepped 4",
            "sampled 4",
            "evaluated 4",
            "stepped 5",
            "sampled 5",
            "evaluated 5 at the end",
            "finished");
  }

  @Test
  void lastStepAtTheSampleInterval_isSampledOnce() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 2, 2, 100, recorder)) {
      run.loop.run();
    }
    assertThat(recorder.calls)
        .containsExactly(
            "started",
            "sampled 0",
            "evaluated 0",
            "stepped 1",
            "stepped 2",
            "sampled 2",
            "evaluated 2",
            "finished");
  }

  @Test
  void eachEvent_reachesTheListenersInTheirOrder() {
    Recorder first = new Recorder();
    Recorder second =
        new Recorder() {
          @Override
          public void stepped(StepResult step) {
            assertThat(first.steps).contains(step);
            super.stepped(step);
          }
        };
    try (TinyRun run = new TinyRun(folder, 2, 5, 100, first, second)) {
      run.loop.run();
    }
    assertThat(second.calls).isEqualTo(first.calls);
  }

  @Test
  void start_saysWhatThereIs() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 1, 5, 100, recorder)) {
      run.loop.run();
      assertThat(recorder.start.runFolder()).isEqualTo(folder);
      assertThat(recorder.start.totalSteps()).isEqualTo(1);
      assertThat(recorder.start.batchSize()).isEqualTo(2);
      assertThat(recorder.start.images()).isEqualTo(5);
      assertThat(recorder.start.reals().count()).isEqualTo(5);
      assertThat(recorder.start.reals().pixels())
          .isEqualTo(run.images.batch(new int[] {0, 1, 2, 3, 4}).pixels());
    }
  }

  @Test
  void steps_countImagesAndEpochs() {
    Recorder recorder = new Recorder();
    TrainingResult result;
    try (TinyRun run = new TinyRun(folder, 3, 5, 100, recorder)) {
      result = run.loop.run();
    }
    StepResult third = recorder.steps.get(2);
    assertThat(third.step()).isEqualTo(3);
    assertThat(third.totalSteps()).isEqualTo(3);
    assertThat(third.images()).isEqualTo(6);
    assertThat(third.epoch()).isCloseTo(1.2, within(1e-9));
    assertThat(third.last()).isTrue();
    assertThat(recorder.steps.get(1).last()).isFalse();
    assertThat(third.lossReal()).isBetween(0.01, 5.0);
    assertThat(third.imagesPerSecond()).isPositive();
    assertThat(result.last()).isEqualTo(third);
    assertThat(result.stoppedEarly()).isFalse();
    assertThat(result.runFolder()).isEqualTo(folder);
    assertThat(result.checkpoint()).isEqualTo(folder.resolve("checkpoints/step-000003"));
    assertThat(result.seconds()).isPositive();
    assertThat(recorder.result).isEqualTo(result);
  }

  @Test
  void checkpoints_areWrittenAtTheirIntervalAndAtTheEnd() {
    try (TinyRun run = new TinyRun(folder, 5, 100, 2)) {
      run.loop.run();
      assertThat(run.checkpoints()).containsExactly("step-000002", "step-000004", "step-000005");
      Checkpoints checkpoints = run.folder.checkpoints();
      assertThat(checkpoints.of(2).state().planned()).isTrue();
      assertThat(checkpoints.of(4).state().planned()).isTrue();
      assertThat(checkpoints.of(5).state().planned()).isFalse();
      assertThat(checkpoints.newest()).contains(checkpoints.of(5));
    }
  }

  @Test
  void state_tellsHowTheRunWas() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 9, 100, 4, recorder)) {
      run.loop.run();
      State state = run.folder.checkpoints().newestOrRefuse().state();
      assertThat(state.step()).isEqualTo(9);
      assertThat(state.attempt()).isZero();
      assertThat(state.evaluated()).isEqualTo(8);
      assertThat(state.healthy()).isTrue();
      Evaluation last = recorder.evaluations.get(3);
      assertThat(last.scheduled()).isFalse();
      assertThat(state.distance()).isEqualTo(last.diagnostics().rank());
      assertThat(state.losses()).isEqualTo(last.losses());
      assertThat(state.losses().real())
          .isCloseTo(
              recorder.steps.stream().mapToDouble(StepResult::lossReal).average().getAsDouble(),
              within(1e-9));
    }
  }

  @Test
  void checkpoint_holdsTheWeightsOfItsStep() {
    byte[] atTheEnd;
    float[][] latents = Latents.of(0, 3, TinyNetworks.LATENT);
    try (TinyRun run = new TinyRun(folder.resolve("a"), 3, 100, 100)) {
      run.loop.run();
      atTheEnd = run.session.sample(latents);
    }
    try (TinyRun other = new TinyRun(folder.resolve("b"), 3, 100, 100)) {
      assertThat(other.session.sample(latents)).isNotEqualTo(atTheEnd);
      other.session.restore(folder.resolve("a/checkpoints/step-000003/variables"));
      assertThat(other.session.sample(latents)).isEqualTo(atTheEnd);
    }
  }

  @Test
  void stop_endsAfterTheStepAndSaves() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 1000, 100, 100, recorder)) {
      TrainingResult result = run.after(2, run.loop::stop).loop.run();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(result.steps()).isEqualTo(2);
      assertThat(result.last().step()).isEqualTo(2);
      assertThat(run.checkpoints()).containsExactly("step-000002");
    }
    assertThat(recorder.calls)
        .containsExactly(
            "started",
            "sampled 0",
            "evaluated 0",
            "stepped 1",
            "stepped 2",
            "sampled 2",
            "evaluated 2 at the end",
            "finished");
  }

  @Test
  void interrupt_endsAfterTheStepAndStays() {
    try (TinyRun run = new TinyRun(folder, 1000, 100, 100)) {
      TrainingResult result = run.after(2, () -> Thread.currentThread().interrupt()).loop.run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(run.checkpoints()).containsExactly("step-000002");
    }
  }

  @Test
  void stopBeforeTheStart_trainsNothing() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 5, 100, 100, recorder)) {
      run.loop.stop();
      TrainingResult result = run.loop.run();
      assertThat(result.last()).isNull();
      assertThat(result.steps()).isZero();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(run.checkpoints()).containsExactly("step-000000");
    }
    assertThat(recorder.calls).containsExactly("started", "sampled 0", "evaluated 0", "finished");
  }
}
