package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.metric.Verdict;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single image, or the same ones again and again, tell nothing of what comes out. */
class UnjudgedRunTest {
  @TempDir private Path folder;

  @Test
  void singleImage_isUnknownAndTheGuardSaysSoOnce() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    TinyRuns.image(images.resolve("one.png"), 0);
    check(images);
  }

  @Test
  void sameImages_areUnknownAndTheGuardSaysSoOnce() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 9; i++) {
      TinyRuns.image(images.resolve(i + ".png"), i % 3);
    }
    check(images);
  }

  @Test
  void fewImages_areNamedBeforeTheTraining() throws IOException {
    Path images = TinyRuns.images(folder.resolve("images"));
    try (Console console = new Console();
        FaceGan gan =
            TinyRuns.builder(images, folder.resolve("few")).steps(1).progress(true).build()) {
      gan.train();
      assertThat(console.text()).contains("\n5 images to learn from: ", "by heart");
    }
  }

  private void check(Path images) throws IOException {
    Path run = folder.resolve("run");
    List<GuardEvent> events = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void evaluated(Evaluation evaluation) {
            verdicts.add(evaluation.diagnostics().verdict());
          }

          @Override
          public void guarded(GuardEvent event) {
            events.add(event);
          }
        };
    Breaks.stopped(TinyRuns.builder(images, run).listener(listener), 4);
    try (FaceGan gan = TinyRuns.resume(run).listener(listener).build()) {
      gan.train();
    }
    assertThat(verdicts).isNotEmpty().containsOnly(Verdict.UNKNOWN);
    assertThat(events)
        .containsExactly(
            new GuardEvent(
                0,
                0,
                Guard.COLLAPSE,
                GuardEvent.Kind.CANNOT_JUDGE,
                "collapse: too many of the real images are the same to tell whether generated ones"
                    + " become so: try leaving out duplicates, which check lists"));
    assertThat(Files.readString(run.resolve("metrics.jsonl")))
        .containsOnlyOnce("\"event\":\"cannot-judge\"");
  }
}
