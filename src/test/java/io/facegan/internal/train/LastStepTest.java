package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.graph.TinyNetworks;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found at the very end of a training, when no step is left to show it. */
class LastStepTest {
  @TempDir private Path folder;

  @Test
  void spoiltWeights_areGoneBackFromAndTheStepsMadeAgain() {
    TinyRun[] running = new TinyRun[1];
    Recorder recorder =
        new Recorder() {
          @Override
          public void stepped(StepResult step) {
            super.stepped(step);
            if (step.step() == 5 && step.attempt() == 0) {
              TinyNetworks.fill(running[0].session, "generator/dense_1/kernel", Float.NaN);
            }
          }
        };
    try (TinyRun run = new TinyRun(folder, 5, 2, 2, recorder)) {
      running[0] = run;
      TrainingResult result = run.loop.run();
      assertThat(result.steps()).isEqualTo(5);
      assertThat(result.stoppedEarly()).isFalse();
      assertThat(run.session.notFinite()).isEmpty();
    }
    assertThat(recorder.calls)
        .containsSubsequence(
            "evaluated 4",
            "stepped 5",
            "rolled-back 5",
            "stepped 5",
            "sampled 5",
            "evaluated 5 at the end",
            "finished");
  }
}
