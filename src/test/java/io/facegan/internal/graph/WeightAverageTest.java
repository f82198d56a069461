package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Averaging;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightAverageTest {
  private static final int BATCH = 2;
  private static final int STEPS = 5;
  private static final float[][] LATENTS = Latents.of(0, 3, TinyNetworks.LATENT);

  private static final Recipe RECIPE =
      TinyNetworks.recipe().toBuilder()
          .objective(Objective.nonSaturating())
          .averaging(new Averaging(20, 0.5))
          .build();

  @TempDir private static Path folder;
  private static GanSession session;
  private static Path checkpoint;

  @BeforeAll
  static void open() {
    session =
        new GanSession(RECIPE, 3, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static void trainAndSave() {
    session.restart();
    for (int step = 0; step < STEPS; step++) {
      session.step(reals(step), step);
    }
    checkpoint = folder.resolve("variables");
    try (VariableSnapshot snapshot = session.snapshot()) {
      snapshot.write(checkpoint);
    }
  }

  /** The average by its definition, from the weights after every step. */
  @Test
  void average_movesByTheShareThatTheDecayLeaves() {
    session.restart();
    String name = "generator/dense_1/kernel";
    float[] expected = session.values("average/" + name);
    assertThat(expected).isEqualTo(session.values(name));
    for (int step = 0; step < STEPS; step++) {
      session.step(reals(step), step);
      double decay = RECIPE.averaging().decay((long) step * BATCH, BATCH);
      float[] weights = session.values(name);
      for (int i = 0; i < expected.length; i++) {
        expected[i] += (float) ((1 - decay) * (weights[i] - expected[i]));
      }
    }
    float[] average = session.values("average/" + name);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) average[i]).isCloseTo(expected[i], within(1e-5));
    }
    assertThat(average).isNotEqualTo(session.values(name));
  }

  /** The tutorial's separate updates move it too, in one run and in several. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void separateUpdates_moveTheAverage(boolean chained) {
    Recipe recipe = RECIPE.toBuilder().objective(Objective.tutorial()).build();
    try (GanSession separate =
        new GanSession(
            recipe,
            3,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES,
            chained,
            ConvolutionForm.PLAIN)) {
      String name = "generator/dense_1/kernel";
      separate.step(reals(0), 0);
      float[] first = separate.values(name);
      assertThat(separate.values("average/" + name)).as("keeps nothing of step 0").isEqualTo(first);
      separate.step(reals(1), 1);
      float[] second = separate.values(name);
      double kept = recipe.averaging().decay(BATCH, BATCH);
      float[] average = separate.values("average/" + name);
      for (int i = 0; i < average.length; i++) {
        assertThat((double) average[i])
            .isCloseTo(kept * first[i] + (1 - kept) * second[i], within(1e-6));
      }
    }
  }

  @Test
  void samplesAndExports_areOfTheAverage() {
    trainAndSave();
    byte[] samples = session.sample(LATENTS);
    try (GeneratorSession exported =
            new GeneratorSession(
                RECIPE.networks(),
                Normalization.RUNNING_AVERAGES,
                TrainedWeights.of(RECIPE, checkpoint));
        GeneratorSession trained =
            new GeneratorSession(
                RECIPE.networks(),
                Normalization.RUNNING_AVERAGES,
                new TrainedWeights(checkpoint, false, Map.of()))) {
      assertThat(exported.values("generator/dense_1/kernel"))
          .isEqualTo(session.values("average/generator/dense_1/kernel"));
      assertThat(bytes(exported.draw(LATENTS))).isEqualTo(samples);
      assertThat(bytes(trained.draw(LATENTS))).isNotEqualTo(samples);
    }
  }

  @Test
  void servedModels_generateWithTheAverage() {
    trainAndSave();
    for (boolean trainable : new boolean[] {false, true}) {
      try (ServingSession served =
          new ServingSession(
              RECIPE,
              Normalization.RUNNING_AVERAGES,
              Normalization.RUNNING_AVERAGES,
              trainable,
              CallLimit.NONE,
              TrainedWeights.of(RECIPE, checkpoint))) {
        ServedSignature generate =
            served.signatures().stream()
                .filter(one -> one.name().equals(ServedSignature.GENERATE_UINT8))
                .findFirst()
                .orElseThrow();
        try (var latents =
                org.tensorflow.types.TFloat32.tensorOf(
                    org.tensorflow.ndarray.StdArrays.ndCopyOf(LATENTS));
            var result =
                served
                    .session()
                    .runner()
                    .feed(generate.inputs().get(0).operand(), latents)
                    .fetch(generate.outputs().get(0).operand())
                    .run()) {
          byte[] drawn = new byte[session.sample(LATENTS).length];
          ((org.tensorflow.types.TUint8) result.get(0)).asRawTensor().data().read(drawn);
          assertThat(drawn).as("trainable %s", trainable).isEqualTo(session.sample(LATENTS));
        }
      }
    }
  }

  @Test
  void restoredTraining_continuesWithTheSameBits() {
    trainAndSave();
    GanSession.Losses next = session.step(reals(STEPS), STEPS);
    Map<String, float[]> expected = Values.of(session);
    session.restart();
    session.restore(checkpoint);
    assertThat(session.step(reals(STEPS), STEPS)).isEqualTo(next);
    Values.of(session)
        .forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) (int) (values[i] * 255f + 0.5f);
    }
    return bytes;
  }

  private static byte[] reals(long step) {
    byte[] pixels = new byte[BATCH * RECIPE.networks().imageShape().size()];
    new Random(step).nextBytes(pixels);
    return pixels;
  }
}
