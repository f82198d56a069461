package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Activation;
import io.facegan.network.Adam;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of a session between two steps, and what can be changed there. */
class GanSessionStateTest {
  private static final Networks NETWORKS = TinyNetworks.rgb();

  private static GanSession session;
  private static GanSession other;

  @TempDir private Path folder;

  /** Makes two that are the same. */
  @BeforeAll
  static void open() {
    session = session(NETWORKS, 3);
    other = session(NETWORKS, 3);
  }

  @AfterAll
  static void close() {
    session.close();
    other.close();
  }

  @BeforeEach
  void restart() {
    for (GanSession each : List.of(session, other)) {
      each.restart();
      each.adjust(3, 1);
    }
  }

  @Test
  void halfTheRate_isThatOfAnOptimizerWithHalfTheRate() {
    Recipe slow =
        TinyNetworks.recipe(NETWORKS, 2).toBuilder()
            .adam(new Adam(0.5e-3, 0.9, 0.999, 1e-8))
            .build();
    try (GanSession half =
        new GanSession(slow, 3, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES)) {
      session.adjust(3, 0.5);
      train(session, 0, 3);
      train(half, 0, 3);
      train(other, 0, 3);
      checkSameBits(session, half);
      assertThat(other.values("generator/dense_1/kernel"))
          .isNotEqualTo(session.values("generator/dense_1/kernel"));
    }
  }

  @Test
  void rate_canBeSetBackBetweenSteps() {
    session.adjust(99, 0.25);
    session.adjust(3, 1);
    train(session, 0, 2);
    train(other, 0, 2);
    checkSameBits(session, other);
  }

  @Test
  void otherSeed_drawsOtherLatentsForTheSameWeights() {
    session.adjust(4, 1);
    checkSameBits(session, other);
    GanSession.Losses adjusted = session.step(images(0), 0);
    GanSession.Losses usual = other.step(images(0), 0);
    assertThat(adjusted.real()).isEqualTo(usual.real());
    assertThat(adjusted.fake()).isNotEqualTo(usual.fake());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e39})
  void rateThatIsNone_isRefused(double factor) {
    assertThatThrownBy(() -> session.adjust(1, factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning rate factor is " + factor + ": it must be above 0 and finite");
  }

  @Test
  void restart_isTheFirstMomentAgain() {
    train(session, 0, 3);
    TinyNetworks.fill(session, "discriminator/dense_1/bias", Float.NaN);
    session.restart();
    try (GanSession fresh = session(NETWORKS, 3)) {
      checkSameBits(session, fresh);
      train(session, 0, 2);
      train(fresh, 0, 2);
      checkSameBits(session, fresh);
    }
  }

  @Test
  void finiteVariables_areNotReported() {
    assertThat(session.notFinite()).isEmpty();
    train(session, 0, 1);
    TinyNetworks.fill(session, "generator/dense_1/kernel", Float.MAX_VALUE);
    assertThat(session.notFinite()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generator/dense_1/kernel",
        "generator/batch_norm_2/running_variance",
        "discriminator/convolution_1/bias",
        "optimizer/discriminator/convolution_1/kernel/v",
        "optimizer/generator/batch_norm_1/offset/m",
        "optimizer/generator/beta2_power"
      })
  void oneValueThatIsNoNumber_isReportedWithItsVariable(String variable) {
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      float[] values = session.values(variable);
      values[values.length / 2] = bad;
      session.assign(variable, values);
      assertThat(session.notFinite()).contains(variable);
      session.restart();
      assertThat(session.notFinite()).isEmpty();
    }
  }

  @Test
  void severalBadVariables_areReportedByTheFirst() {
    TinyNetworks.fill(session, "optimizer/generator/beta1_power", Float.NaN);
    TinyNetworks.fill(session, "discriminator/dense_1/bias", Float.NaN);
    assertThat(session.notFinite()).contains("discriminator/dense_1/bias");
  }

  @Test
  void looking_changesNothing() {
    for (int step = 0; step < 3; step++) {
      train(session, step, 1);
      session.notFinite();
      session.generatorGradient();
    }
    train(other, 0, 3);
    checkSameBits(session, other);
  }

  @Test
  void gradient_isThatOfEachVariableTimesItsLength() {
    assertThat(session.generatorGradient()).isZero();
    train(session, 0, 3);
    Map<String, float[]> values = Values.of(session);
    double expected = 0;
    for (String name : values.keySet()) {
      float[] moment = values.get("optimizer/" + name + "/m");
      if (name.startsWith("generator/") && moment != null) {
        expected += length(moment) * length(values.get(name));
      }
    }
    assertThat(expected).isPositive();
    assertThat(session.generatorGradient()).isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void gradient_hasNoScale() {
    // Batch norm follows, so these networks draw the same images.
    scale(session, "generator/transposed_convolution_1/kernel", 8);
    scale(session, "generator/transposed_convolution_1/bias", 8);
    train(session, 0, 1);
    train(other, 0, 1);
    double expected = other.generatorGradient();
    assertThat(session.generatorGradient()).isCloseTo(expected, within(0.02 * expected));
    String moment = "optimizer/generator/transposed_convolution_1/kernel/m";
    double length = length(other.values(moment));
    assertThat(length(session.values(moment))).isCloseTo(length / 8, within(0.01 * length));
  }

  @Test
  void saturatedGenerator_hasNoGradient() {
    TinyNetworks.fill(session, "generator/batch_norm_2/offset", 60);
    train(session, 0, 3);
    assertThat(session.generatorGradient()).isZero();
  }

  static Stream<Consumer<GanSession>> closedSession_refusesEverything() {
    return Stream.of(
        closed -> closed.step(images(0), 0),
        closed -> closed.sample(Latents.of(0, 1, TinyNetworks.LATENT)),
        closed -> closed.adjust(1, 1),
        GanSession::restart,
        GanSession::notFinite,
        GanSession::generatorGradient,
        closed -> closed.snapshot().close(),
        closed -> closed.restore(Path.of("variables")));
  }

  @ParameterizedTest
  @MethodSource
  void closedSession_refusesEverything(Consumer<GanSession> use) {
    GanSession closed = session(NETWORKS, 3);
    closed.close();
    assertThatThrownBy(() -> use.accept(closed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("closed", "make another");
    assertThatCode(closed::close).doesNotThrowAnyException();
  }

  @Test
  void missingCheckpoint_isNamed() {
    Path missing = folder.resolve("variables");
    assertThatThrownBy(() -> session.restore(missing))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("the checkpoint %s cannot be restored: ".formatted(missing))
        .hasMessageNotContaining("\n");
  }

  @Test
  void checkpointOfOtherNetworks_isRefusedInOneLine() {
    Path prefix = folder.resolve("variables");
    Networks small = Networks.small(Activation.TANH, ImageShape.rgb(16, 16));
    try (GanSession another = session(small, 3);
        VariableSnapshot snapshot = another.snapshot()) {
      snapshot.write(prefix);
    }
    assertThatThrownBy(() -> session.restore(prefix))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("the checkpoint %s cannot be restored: ".formatted(prefix))
        .hasMessageNotContaining("\n");
  }

  private static void scale(GanSession session, String variable, float factor) {
    float[] values = session.values(variable);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    session.assign(variable, values);
  }

  private static double length(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static void checkSameBits(GanSession actual, GanSession expected) {
    Map<String, float[]> values = Values.of(actual);
    Values.of(expected)
        .forEach((name, each) -> assertThat(values.get(name)).as(name).isEqualTo(each));
  }

  private static void train(GanSession session, int from, int count) {
    for (int step = from; step < from + count; step++) {
      session.step(images(step), step);
    }
  }

  private static GanSession session(Networks networks, long seed) {
    return new GanSession(
        TinyNetworks.recipe(networks, 2),
        seed,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES);
  }

  private static byte[] images(int step) {
    byte[] pixels = new byte[2 * NETWORKS.imageShape().size()];
    new Random(step).nextBytes(pixels);
    return pixels;
  }
}
