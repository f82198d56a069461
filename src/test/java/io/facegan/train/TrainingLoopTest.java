package io.facegan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.graph.TinyNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  @TempDir private Path folder;

  @Test
  void listeners_areCalledInOrder() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 5, 2, 100, recorder)) {
      run.loop.run();
    }
    assertThat(recorder.calls)
        .containsExactly(
            "started",
            "sampled 0",
            "stepped 1",
            "stepped 2",
            "sampled 2",
            "stepped 3",
            "stepped 4",
            "sampled 4",
            "stepped 5",
            "sampled 5",
            "finished");
  }

  @Test
  void lastStepAtTheSampleInterval_isSampledOnce() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 2, 2, 100, recorder)) {
      run.loop.run();
    }
    assertThat(recorder.calls)
        .containsExactly("started", "sampled 0", "stepped 1", "stepped 2", "sampled 2", "finished");
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
      assertThat(recorder.start.pictures()).isEqualTo(5);
      assertThat(recorder.start.reals().count()).isEqualTo(5);
      assertThat(recorder.start.reals().pixels())
          .isEqualTo(run.images.batch(new int[] {0, 1, 2, 3, 4}).pixels());
    }
  }

  @Test
  void steps_countPicturesAndEpochs() {
    Recorder recorder = new Recorder();
    TrainingResult result;
    try (TinyRun run = new TinyRun(folder, 3, 5, 100, recorder)) {
      result = run.loop.run();
    }
    StepResult third = recorder.steps.get(2);
    assertThat(third.step()).isEqualTo(3);
    assertThat(third.totalSteps()).isEqualTo(3);
    assertThat(third.pictures()).isEqualTo(6);
    assertThat(third.epoch()).isCloseTo(1.2, within(1e-9));
    assertThat(third.last()).isTrue();
    assertThat(recorder.steps.get(1).last()).isFalse();
    assertThat(third.lossReal()).isBetween(0.01, 5.0);
    assertThat(third.picturesPerSecond()).isPositive();
    assertThat(result.last()).isEqualTo(third);
    assertThat(result.stoppedEarly()).isFalse();
    assertThat(result.runFolder()).isEqualTo(folder);
    assertThat(result.checkpoint()).isEqualTo(folder.resolve("checkpoints/step-000003"));
    assertThat(result.seconds()).isPositive();
    assertThat(recorder.result).isEqualTo(result);
  }

  @Test
  void checkpoints_ofTheLastThreeStay() throws IOException {
    try (TinyRun run = new TinyRun(folder, 9, 100, 2)) {
      run.loop.run();
      assertThat(run.checkpoints()).containsExactly("step-000006", "step-000008", "step-000009");
      assertThat(Files.readString(folder.resolve("checkpoints/step-000009/state.json")))
          .isEqualToIgnoringWhitespace("{\"step\": 9, \"pictures\": 18, \"epoch\": 3.6}");
      assertThat(run.folder.checkpoints().newest())
          .isEqualTo(folder.resolve("checkpoints/step-000009/variables"));
    }
  }

  @Test
  void checkpoint_holdsTheWeightsOfItsStep() {
    byte[] atTheEnd;
    float[][] latents = io.facegan.graph.Latents.of(0, 3, TinyNetworks.LATENT);
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
  void listenerThatThrows_stopsTheTrainingAfterItWasSaved() {
    IllegalStateException thrown = new IllegalStateException("disk full");
    Recorder recorder =
        new Recorder() {
          @Override
          public void stepped(StepResult step) {
            super.stepped(step);
            if (step.step() == 2) {
              throw thrown;
            }
          }
        };
    try (TinyRun run = new TinyRun(folder, 5, 100, 100, recorder)) {
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
      assertThat(run.checkpoints()).containsExactly("step-000002");
    }
    assertThat(recorder.calls).containsExactly("started", "sampled 0", "stepped 1", "stepped 2");
  }

  @Test
  void listenerThatThrowsBeforeTheFirstStep_savesNothing() {
    IllegalStateException thrown = new IllegalStateException("no");
    Recorder recorder =
        new Recorder() {
          @Override
          public void sampled(long step, ImageBatch samples) {
            throw thrown;
          }
        };
    try (TinyRun run = new TinyRun(folder, 5, 100, 100, recorder)) {
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
      assertThat(run.checkpoints()).isEmpty();
    }
  }

  @Test
  void failedSaveAfterAFailure_isAddedToIt() throws IOException {
    IllegalStateException thrown = new IllegalStateException("first");
    Recorder recorder =
        new Recorder() {
          @Override
          public void stepped(StepResult step) {
            throw thrown;
          }
        };
    try (TinyRun run = new TinyRun(folder, 5, 100, 100, recorder)) {
      Path file = Files.writeString(folder.resolve("checkpoints"), "in the way");
      assertThat(catchThrowable(run.loop::run)).isSameAs(thrown);
      assertThat(thrown.getSuppressed()).hasSize(1);
      assertThat(thrown.getSuppressed()[0])
          .hasMessage(
              "cannot write the checkpoint %s/step-000001 (%s): check that its disk is there and not full",
              file, file);
    }
  }

  @Test
  void failedSave_stopsTheTraining() throws IOException {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 5, 100, 2, recorder)) {
      Path file = Files.writeString(folder.resolve("checkpoints"), "in the way");
      assertThatThrownBy(run.loop::run)
          .isInstanceOf(java.io.UncheckedIOException.class)
          .hasMessage(
              "cannot write the checkpoint %s/step-000002 (%s): check that its disk is there and not full",
              file, file);
    }
    assertThat(recorder.calls).last().isEqualTo("stepped 2");
  }

  @Test
  void stop_endsAfterTheStepAndSaves() {
    TinyRun[] running = new TinyRun[1];
    Recorder recorder =
        new Recorder() {
          @Override
          public void stepped(StepResult step) {
            super.stepped(step);
            if (step.step() == 2) {
              running[0].loop.stop();
            }
          }
        };
    try (TinyRun run = new TinyRun(folder, 1000, 100, 100, recorder)) {
      running[0] = run;
      TrainingResult result = run.loop.run();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(result.last().step()).isEqualTo(2);
      assertThat(run.checkpoints()).containsExactly("step-000002");
    }
    assertThat(recorder.calls)
        .containsExactly("started", "sampled 0", "stepped 1", "stepped 2", "sampled 2", "finished");
  }

  @Test
  void stopBeforeTheStart_trainsNothing() {
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, 5, 100, 100, recorder)) {
      run.loop.stop();
      TrainingResult result = run.loop.run();
      assertThat(result.last()).isNull();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(run.checkpoints()).containsExactly("step-000000");
    }
    assertThat(recorder.calls).containsExactly("started", "sampled 0", "finished");
  }

  @Test
  void divergence_isRefusedAndTheCheckpointBeforeItStaysTheNewest() {
    TinyRun[] running = new TinyRun[1];
    Recorder recorder =
        new Recorder() {
          @Override
          public void stepped(StepResult step) {
            super.stepped(step);
            if (step.step() == 3) {
              TinyNetworks.fill(running[0].session, "generator/dense_1/kernel", Float.NaN);
            }
          }
        };
    try (TinyRun run = new TinyRun(folder, 9, 100, 2, recorder)) {
      running[0] = run;
      Throwable thrown = catchThrowable(run.loop::run);
      StepResult fourth = recorder.steps.get(3);
      assertThat(fourth.lossFake()).isNaN();
      assertThat(thrown)
          .isInstanceOf(GuardException.class)
          .hasMessage(
              "training diverged at step 4 (losses %s, %s, %s): try a lower learning rate or"
                  + " another seed",
              fourth.lossReal(), fourth.lossFake(), fourth.lossGenerator());
      assertThat(run.checkpoints()).containsExactly("step-000002");
    }
    assertThat(recorder.calls).last().isEqualTo("stepped 4");
  }
}
