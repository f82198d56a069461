package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.data.ImageBatch;
import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.RunFolder;
import io.facegan.network.Adam;
import io.facegan.network.Recipe;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.Reaction;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A listener that fails ends the training; what was learnt is saved and can be gone on with. */
class ListenerFailureTest {
  private static final long STEPS = 14;

  @TempDir private static Path shared;
  private static Path unbroken;

  @TempDir private Path folder;

  /** Fails in the method of this name at this step. */
  private record Failing(String method, long at, Throwable failure) implements TrainingListener {
    @Override
    public void started(TrainingStart start) {
      failAt("started", start.step());
    }

    @Override
    public void stepped(StepResult result) {
      failAt("stepped", result.step());
    }

    @Override
    public void sampled(long step, ImageBatch samples) {
      failAt("sampled", step);
    }

    @Override
    public void evaluated(Evaluation evaluation) {
      failAt("evaluated", evaluation.step());
    }

    @Override
    public void finished(TrainingResult result) {
      failAt("finished", result.steps());
    }

    private void failAt(String name, long step) {
      if (name.equals(method) && step == at) {
        sneak(failure);
      }
    }

    @SuppressWarnings("unchecked") // Java's own compiler would not let a checked one pass
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
      throw (E) failure;
    }
  }

  @BeforeAll
  static void trainUnbroken() {
    unbroken = shared.resolve("unbroken");
    try (FaceGan gan = builder(unbroken).build()) {
      gan.train();
    }
  }

  /**
   * @param saved the step of the newest checkpoint afterwards, or -1 if there is none yet
   */
  @ParameterizedTest
  @CsvSource({
    "started, 0, -1",
    "evaluated, 0, -1",
    "stepped, 11, 11",
    "sampled, 6, 6",
    "evaluated, 9, 9",
    "stepped, 14, 14",
    "sampled, 14, 14",
    "evaluated, 14, 14",
    "finished, 14, 14"
  })
  void failure_reachesTheCallerAndTheRunEndsAsIfThereHadBeenNone(String method, long at, long saved)
      throws IOException {
    Path run = folder.resolve("run");
    RuntimeException failure = new IllegalStateException(method);
    assertThat(thrownBy(builder(run).listener(new Failing(method, at, failure))))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    Optional<Checkpoint> newest = RunFolder.open(run).checkpoints().newest();
    assertThat(newest.map(Checkpoint::step).orElse(-1L)).isEqualTo(saved);

    try (FaceGan gan = resume(run).build()) {
      assertThat(gan.train().steps()).isEqualTo(STEPS);
    }
    assertThat(RunEnd.of(run, 0, 3, 6, 9, 12, 14))
        .isEqualTo(RunEnd.of(unbroken, 0, 3, 6, 9, 12, 14));
  }

  @Test
  void errors_areSavedAfterToo() {
    Path run = folder.resolve("run");
    Error failure = new OutOfMemoryError("of a listener");
    assertThat(thrownBy(builder(run).listener(new Failing("stepped", 7, failure))))
        .isSameAs(failure);
    assertThat(RunFolder.open(run).checkpoints().newestOrRefuse().step()).isEqualTo(7);
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Step 6 of 14")
        .contains(">can be resumed</span>");
  }

  /** Weights that are not finite would end every training that went on with them. */
  @ParameterizedTest
  @CsvSource({"stepped", "guarded"})
  void failureAtNotANumber_savesNoneOfIt(String method) {
    Path run = folder.resolve("run");
    RuntimeException failure = new IllegalStateException("not a number");
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void stepped(StepResult step) {
            if (method.equals("stepped") && !Double.isFinite(step.lossGenerator())) {
              throw failure;
            }
          }

          @Override
          public void guarded(GuardEvent event) {
            throw failure;
          }
        };
    assertThat(
            thrownBy(
                builder(run)
                    .recipe(exploding())
                    .sampleEvery(1000)
                    .checkpointEvery(1000)
                    .guard(Guard.NOT_FINITE, Reaction.STOP)
                    .listener(failing)))
        .isSameAs(failure);
    assertThat(RunFolder.open(run).checkpoints().newest()).isEmpty();
  }

  private static Recipe exploding() {
    return TinyNetworks.recipe().toBuilder().adam(new Adam(1e30, 0.9, 0.999, 1e-8)).build();
  }

  private static Throwable thrownBy(FaceGanBuilder builder) {
    try (FaceGan gan = builder.build()) {
      return catchThrowable(gan::train);
    }
  }

  private static FaceGanBuilder builder(Path run) {
    return TinyGan.builder(run).steps(STEPS).sampleEvery(3).checkpointEvery(5);
  }

  private static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run).images(new DrawnFaces(1, 5, 8)).progress(false);
  }
}
