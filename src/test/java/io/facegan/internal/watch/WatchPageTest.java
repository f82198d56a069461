package io.facegan.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.export.BrowserPage;
import io.facegan.internal.export.Chromium;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Precision;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training that somebody watches in a browser, from before its first step to after its last. */
@Timeout(300)
class WatchPageTest {
  private final Semaphore steps = new Semaphore(0);
  private volatile Phase phase = Phase.WAITING;
  private BrowserPage page;

  @TempDir Path temp;

  /** Makes each step wait until the test has looked. */
  private final class Pace implements TrainingListener {
    @Override
    public void started(TrainingStart start) {
      phase = Phase.TRAINING;
    }

    @Override
    public void stepped(StepResult result) {
      steps.acquireUninterruptibly();
    }
  }

  private FaceGan prepared(FaceGanBuilder builder) {
    return builder
        .images(new DrawnFaces(1, 5, 8))
        .sampleEvery(10)
        .progress(false)
        .noCache()
        .listener(new Pace())
        .build();
  }

  private Watch watch(FaceGan gan) {
    Runnable stop =
        () -> {
          phase = Phase.STOPPING;
          gan.stop();
        };
    return Watch.open(new Place(null, 0, true), temp.resolve("run"), () -> phase, stop, any -> {});
  }

  private TrainingResult end(CompletableFuture<TrainingResult> training) throws Exception {
    TrainingResult result = training.get(60, TimeUnit.SECONDS);
    phase = Phase.ENDED;
    return result;
  }

  @Test
  void training_isFollowedLostFoundAndStopped() throws Exception {
    try (Chromium browser = Chromium.start();
        CutLine line = new CutLine()) {
      FaceGanBuilder builder =
          FaceGan.builder()
              .recipe(TinyNetworks.recipe(ImageShape.rgb(8, 8)))
              .precision(Precision.FLOAT32)
              .steps(1000)
              .runFolder(temp.resolve("run"));
      try (FaceGan gan = prepared(builder)) {
        Watch first = watch(gan);
        page = browser.open(line.leadTo(first.link()));
        page.await(words("has not begun"));

        CompletableFuture<TrainingResult> training = CompletableFuture.supplyAsync(gan::train);
        steps.release(40);
        page.await(step(40) + " && document.querySelectorAll('.film .frame').length === 5");
        page.await("document.getElementById('live-bar').dataset.now === 'live'");

        // Who looks back is left in peace when something new comes.
        page.run(
            """
            slider.value = 0; slider.dispatchEvent(new Event("input"));
            """);
        steps.release(10);
        page.await(step(50) + " && document.querySelectorAll('.film .frame').length === 6");
        assertThat(page.run("shown.textContent").asText()).isEqualTo("step 0");

        line.cut();
        page.await(words("Connection lost"));
        assertThat(page.run("document.getElementById('live-stop').hidden").asBoolean()).isTrue();
        first.close();
        steps.release(10);
        try (Watch second = watch(gan)) {
          line.leadTo(second.link());
          page.await(step(60));

          click("live-stop");
          assertThat(page.run("document.getElementById('live-stop').hidden").asBoolean()).isTrue();
          click("live-on");
          assertThat(phase).isEqualTo(Phase.TRAINING);
          click("live-stop");
          click("live-sure");
          page.await(words("stops after this step"));
          steps.release(1000);
          TrainingResult result = end(training);
          assertThat(result.stoppedEarly()).isTrue();
          assertThat(result.steps()).isEqualTo(61);
        }
        page.await(words("has ended") + " && " + step(61));
        page.await("[...document.images].every((image) => image.naturalWidth > 0)");
        line.cut();
      }

      // The page that was left open finds the run when it goes on, and sees it end.
      try (FaceGan gan = prepared(FaceGan.resume(temp.resolve("run")).steps(70));
          Watch third = watch(gan)) {
        phase = Phase.TRAINING;
        line.leadTo(third.link());
        page.await(words("Live"));
        end(CompletableFuture.supplyAsync(gan::train));
      }
      page.await("document.querySelector('[data-state=done]') && " + step(70));
      page.await(words("has ended"));
      assertThat(page.complaints())
          .allSatisfy(complaint -> assertThat(complaint).contains("net::ERR_"));
    }
  }

  private static String words(String part) {
    return "document.getElementById('live-words')?.textContent.includes('%s')".formatted(part);
  }

  private static String step(long step) {
    return "document.querySelector('progress')?.value === " + step;
  }

  private void click(String id) throws Exception {
    page.await("!document.getElementById('%s').hidden".formatted(id));
    page.run("document.getElementById('%s').click()".formatted(id));
  }
}
