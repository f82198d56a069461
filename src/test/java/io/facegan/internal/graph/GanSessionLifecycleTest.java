package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GanSessionLifecycleTest {
  private static final Normalization SAMPLING = Normalization.RUNNING_AVERAGES;

  /** What comes of asking for too much: TensorFlow waits ten seconds whether memory gets free. */
  private static CompletableFuture<Throwable> withoutMemory;

  @TempDir private Path folder;

  /** 1.5 PB, which no machine has the addresses for. */
  @BeforeAll
  static void askForTooMuch() {
    Networks large = TinyNetworks.of(ImageShape.rgb(512, 512));
    // Fed to each update on a CPU: only a step in one run has images that wait in the graph.
    withoutMemory =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () ->
                        new GanSession(
                            TinyNetworks.recipe(large, 2_000_000_000),
                            3,
                            Compute.onCpu(Precision.FLOAT32),
                            SAMPLING,
                            true,
                            ConvolutionForm.PLAIN)));
  }

  @Test
  void closed_refusesEverything() throws IOException {
    GanSession session = session();
    byte[] reals = new byte[2 * TinyNetworks.rgb().imageShape().size()];
    session.step(reals, 0);
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint")).resolve("variables");
    try (VariableSnapshot snapshot = session.snapshot()) {
      snapshot.write(checkpoint);
    }
    session.close();

    assertThatCode(session::close).doesNotThrowAnyException();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> session.step(reals, 1),
            () -> session.sample(new float[1][TinyNetworks.LATENT]),
            session::notFinite,
            session::generatorGradient,
            session::snapshot,
            () -> session.restore(checkpoint),
            () -> session.adjust(1, 0.5))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("closed", "make another");
    }
  }

  @Test
  void snapshot_isOfItsMomentHoweverManyStepsFollow() throws IOException {
    byte[] reals = new byte[2 * TinyNetworks.rgb().imageShape().size()];
    float[][] latents = Latents.of(0, 3, TinyNetworks.LATENT);
    Path late = Files.createDirectory(folder.resolve("late")).resolve("variables");
    byte[] then;
    try (GanSession session = session()) {
      session.step(reals, 0);
      then = session.sample(latents);
      try (VariableSnapshot snapshot = session.snapshot()) {
        for (int step = 1; step < 20; step++) {
          session.step(reals, step);
        }
        snapshot.write(late);
      }
      assertThat(session.sample(latents)).isNotEqualTo(then);
      session.restore(late);
      assertThat(session.sample(latents)).isEqualTo(then);
    }
  }

  @Test
  void snapshotOfAClosedSession_isRefused() throws IOException {
    GanSession session = session();
    Path late = Files.createDirectory(folder.resolve("late")).resolve("variables");
    try (VariableSnapshot snapshot = session.snapshot()) {
      session.close();
      assertThatThrownBy(() -> snapshot.write(late)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void checkpointThatIsNone_isRefusedAndChangesNothing() throws IOException {
    Path none = folder.resolve("none");
    float[][] latents = Latents.of(0, 3, TinyNetworks.LATENT);
    try (GanSession session = session()) {
      byte[] before = session.sample(latents);
      assertThatThrownBy(() -> session.restore(none))
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith("the checkpoint " + none + " cannot be restored: ")
          .hasMessageNotContaining("\n");
      assertThat(session.sample(latents)).isEqualTo(before);
    }
  }

  @Test
  void checkpointOfOtherNetworks_isRefusedAndChangesNothing() throws IOException {
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint")).resolve("variables");
    try (GanSession session = session();
        VariableSnapshot snapshot = session.snapshot()) {
      snapshot.write(checkpoint);
    }
    // The same names with other shapes, and names that it lacks.
    refuses(TinyNetworks.ofLatents(7), checkpoint, "[6,16]", "[7,16]", "dense_1/kernel");
    refuses(
        TinyNetworks.of(ImageShape.rgb(8, 8), 5), checkpoint, "is not compatible with expected");
    refuses(Networks.small(ImageShape.rgb(32, 32)), checkpoint, "not found in checkpoint");
    assertThatThrownBy(
            () ->
                new GeneratorSession(
                        TinyNetworks.ofLatents(7),
                        Normalization.PER_PICTURE,
                        TrainedWeights.of(TinyNetworks.recipe(), checkpoint))
                    .close())
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("[7,16]");
  }

  private static void refuses(Networks networks, Path checkpoint, String... words) {
    try (GanSession other = session(networks)) {
      Map<String, float[]> before = Values.of(other);
      assertThatThrownBy(() -> other.restore(checkpoint))
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith("the checkpoint " + checkpoint + " cannot be restored: ")
          .hasMessageContainingAll(words)
          .hasMessageNotContaining("\n");
      Values.of(other).forEach((name, now) -> assertThat(now).as(name).isEqualTo(before.get(name)));
    }
  }

  @Order(Integer.MAX_VALUE)
  @Test
  void imagesThatFindNoMemory_leaveNothingOpen() {
    assertThat(withoutMemory.join()).isNotNull();
  }

  /** A graph waits for its sessions, so that one left open would make this hang. */
  @Test
  void generatorWithoutACheckpoint_failsAtOnce() {
    assertThatThrownBy(
            () ->
                new GeneratorSession(
                    TinyNetworks.rgb(),
                    Normalization.PER_PICTURE,
                    TrainedWeights.of(TinyNetworks.recipe(), folder.resolve("none"))))
        .hasMessageContaining("none");
  }

  private static GanSession session() {
    return session(TinyNetworks.rgb());
  }

  private static GanSession session(Networks networks) {
    return new GanSession(
        TinyNetworks.recipe(networks, 2), 3, Compute.onCpu(Precision.FLOAT32), SAMPLING);
  }
}
