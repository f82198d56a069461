package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Normalization;
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
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class DiscriminatorSignaturesTest {
  private static final int BATCH = 2;
  private static final int SIZE = 8 * 8 * 3;

  @TempDir private static Path folder;
  private static byte[] images;

  /** What a training step said of the images: the mean of -log(probability). */
  private static double loss;

  private static RunningSignatures model;

  @BeforeAll
  static void export() {
    Path checkpoint = folder.resolve("checkpoint");
    images = new byte[BATCH * SIZE];
    new Random(1).nextBytes(images);
    try (GanSession session =
            new GanSession(
                TinyNetworks.recipe(TinyNetworks.rgb(), BATCH),
                1,
                Compute.onCpu(Precision.FLOAT32),
                Normalization.BATCH);
        VariableSnapshot untrained = session.snapshot()) {
      untrained.write(checkpoint);
      loss = session.step(images, 0).real();
    }
    // As a training step judges, so that there is something to compare with.
    ServedModel batch =
        new ServedModel(
            TinyNetworks.recipe(TinyNetworks.rgb(), 1),
            TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
            Normalization.RUNNING_AVERAGES,
            Normalization.BATCH,
            false,
            CallLimit.NONE,
            Models.note(TinyNetworks.rgb(), Normalization.RUNNING_AVERAGES));
    SavedModelWriter.write(batch, folder.resolve("model"), added -> {});
    model = new RunningSignatures(folder.resolve("model"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void probabilities_areThoseOfTraining() {
    float[] probabilities = judged("discriminate", bytes(images));
    assertThat(probabilities).hasSize(BATCH);
    assertThat(probabilities[0]).isNotEqualTo(probabilities[1]);
    double mean = -(Math.log(probabilities[0]) + Math.log(probabilities[1])) / BATCH;
    assertThat(mean).isCloseTo(loss, within(1e-5));
  }

  @Test
  void floats_areJudgedAsBytesAre() {
    assertThat(judged("discriminate_float", floats(scaled())))
        .containsExactly(judged("discriminate", bytes(images)), within(1e-6f));
  }

  @Test
  void noImages_areRefused() {
    assertThatThrownBy(
            () -> judged("discriminate", RunningSignatures.bytes(new byte[0], 0, 8, 8, 3)))
        .hasMessageContaining("images must be at least 1, but are")
        .hasMessageContaining("[0]");
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.01f, 1.01f, 255, Float.NaN, Float.POSITIVE_INFINITY})
  void floatsOutOfRange_areRefused(float value) {
    float[] values = scaled();
    values[70] = value;
    assertThatThrownBy(() -> judged("discriminate_float", floats(values)))
        .hasMessageContaining(
            "images must be from 0 to 1, but their least and greatest values are");
  }

  @Test
  void imagesOfAnotherSize_areRefused() {
    assertThatThrownBy(
            () -> judged("discriminate", RunningSignatures.bytes(new byte[768], 1, 16, 16, 3)))
        .hasMessageContaining("[1,16,16,3]")
        .hasMessageContaining("[?,8,8,3]");
  }

  @Test
  void imagesOfAnotherType_areRefused() {
    assertThatThrownBy(() -> judged("discriminate", floats(scaled())))
        .hasMessageContaining("float")
        .hasMessageContaining("uint8");
  }

  private static float[] judged(String signature, Tensor images) {
    try (Tensor fed = images;
        var outputs = model.call(signature, Map.of("images", fed))) {
      return outputs.floats("probabilities");
    }
  }

  private static float[] scaled() {
    float[] values = new float[images.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(images[i]) / 255f;
    }
    return values;
  }

  private static TUint8 bytes(byte[] values) {
    return RunningSignatures.bytes(values, values.length / SIZE, 8, 8, 3);
  }

  private static TFloat32 floats(float[] values) {
    return RunningSignatures.floats(values, values.length / SIZE, 8, 8, 3);
  }
}
