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
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The search for latents that a trainable model offers to any program, in a plain session. */
class ProjectStepTest {
  private static final int COUNT = 3;
  private static final int PIXELS = 8 * 8 * 3;

  @TempDir private static Path folder;
  private static RunningSignatures served;
  private static int size;

  /** What a call gave. */
  private record Step(
      float[] latents, float[] first, float[] second, float[] distances, float[] losses) {}

  @BeforeAll
  static void export() {
    served = exported(Normalization.RUNNING_AVERAGES);
    size = networks().latentSize();
  }

  @AfterAll
  static void close() {
    served.close();
  }

  @Test
  void steps_bringImagesNearerToPhotos() {
    byte[] photos = photos();
    Step step = begin(latents(1));
    float[] before = call(served, photos, step, 1, 0.05f).losses();
    for (int number = 1; number <= 60; number++) {
      step = call(served, photos, step, number, 0.05f);
    }
    for (int i = 0; i < COUNT; i++) {
      assertThat(step.losses()[i]).as("loss %d", i).isLessThan(before[i]);
    }
  }

  /** Adam's first step has the length of the learning rate, against the sign of the gradient. */
  @Test
  void firstStep_isAdamsByTheGradientOfTheLoss() {
    byte[] photos = photos();
    float[] latents = latents(2);
    Step first = call(served, photos, begin(latents), 1, 0.01f);
    for (int i = 0; i < latents.length; i++) {
      double gradient = first.first()[i] / 0.1;
      assertThat(first.second()[i] / 0.01).isCloseTo(gradient * gradient, within(1e-4));
      assertThat(gradient).as("value %d", i).isCloseTo(slope(photos, latents, i), within(0.02));
      if (Math.abs(gradient) > 1e-4) {
        assertThat(first.latents()[i])
            .isCloseTo((float) (latents[i] - 0.01 * Math.signum(gradient)), within(1e-4f));
      }
    }
  }

  private static double slope(byte[] photos, float[] latents, int index) {
    float[] more = latents.clone();
    more[index] += 0.01f;
    float[] less = latents.clone();
    less[index] -= 0.01f;
    int of = index / size;
    return (call(served, photos, begin(more), 1, 0).losses()[of]
            - call(served, photos, begin(less), 1, 0).losses()[of])
        / 0.02;
  }

  @Test
  void distances_areZeroForTheModelsOwnImages() {
    float[] latents = latents(3);
    byte[] own = drawn(latents);
    float[] distances = call(served, own, begin(latents), 1, 0.1f).distances();
    assertThat(distances).containsOnly(new float[] {0, 0, 0}, within(0.5f));
    assertThat(call(served, photos(), begin(latents), 1, 0.1f).distances()[0]).isGreaterThan(5);
  }

  @Test
  void eachLatent_movesAsItWouldAlone() {
    byte[] photos = photos();
    float[] latents = latents(4);
    Step together = call(served, photos, begin(latents), 1, 0.1f);
    float[] one = Arrays.copyOf(latents, size);
    Step alone = call(served, Arrays.copyOf(photos, PIXELS), begin(one), 1, 0.1f);
    assertThat(alone.losses()[0]).isCloseTo(together.losses()[0], within(1e-4f));
    for (int i = 0; i < size; i++) {
      assertThat(alone.first()[i]).isCloseTo(together.first()[i], within(1e-4f));
    }
  }

  @Test
  void otherNumbersOfPhotosAndLatents_areRefused() {
    assertThatThrownBy(() -> call(served, Arrays.copyOf(photos(), PIXELS), begin(latents(5)), 1, 0))
        .hasMessageContaining("latents must be as many as photos, but they are");
    assertThatThrownBy(() -> call(served, new byte[0], begin(new float[0]), 1, 0))
        .hasMessageContaining("images must be at least 1, but are");
  }

  @ParameterizedTest
  @EnumSource(
      value = Normalization.class,
      names = {"BATCH", "PER_PICTURE"})
  void otherFormsOfBatchNorm_haveGradientsToo(Normalization form) {
    try (RunningSignatures other = exported(form)) {
      Step step = call(other, photos(), begin(latents(6)), 1, 0.1f);
      assertThat(step.first()).doesNotContain(Float.NaN);
      assertThat(step.first()).isNotEqualTo(new float[step.first().length]);
    }
  }

  private static Step begin(float[] latents) {
    return new Step(
        latents, new float[latents.length], new float[latents.length], new float[0], new float[0]);
  }

  private static Step call(
      RunningSignatures model, byte[] photos, Step from, int number, float rate) {
    int photosCount = photos.length / PIXELS;
    int count = from.latents().length / size;
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("images", RunningSignatures.bytes(photos, photosCount, 8, 8, 3));
    inputs.put("latents", RunningSignatures.floats(from.latents(), count, size));
    inputs.put("first_moments", RunningSignatures.floats(from.first(), count, size));
    inputs.put("second_moments", RunningSignatures.floats(from.second(), count, size));
    inputs.put("step", TInt32.scalarOf(number));
    inputs.put("learning_rate", TFloat32.scalarOf(rate));
    try (var outputs = model.call("project_step", inputs)) {
      return new Step(
          outputs.floats("latents"),
          outputs.floats("first_moments"),
          outputs.floats("second_moments"),
          outputs.floats("distances"),
          outputs.floats("losses"));
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static byte[] drawn(float[] latents) {
    try (TFloat32 fed = RunningSignatures.floats(latents, COUNT, size);
        var outputs = served.call("generate_uint8", Map.of("latents", fed))) {
      return outputs.bytes("images");
    }
  }

  private static float[] latents(int seed) {
    Random random = new Random(seed);
    float[] latents = new float[COUNT * size];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    return latents;
  }

  private static byte[] photos() {
    byte[] photos = new byte[COUNT * PIXELS];
    new Random(9).nextBytes(photos);
    return photos;
  }

  private static Networks networks() {
    return TinyNetworks.of(ImageShape.rgb(8, 8));
  }

  private static RunningSignatures exported(Normalization form) {
    Path model = folder.resolve(form.name());
    Path checkpoint = folder.resolve(form.name() + "-checkpoint");
    try (GanSession training =
        new GanSession(
            TinyNetworks.recipe(networks(), 2),
            7,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES)) {
      byte[] images = new byte[2 * PIXELS];
      new Random(1).nextBytes(images);
      training.step(images, 0);
      try (VariableSnapshot snapshot = training.snapshot()) {
        snapshot.write(checkpoint);
      }
    }
    SavedModelWriter.write(
        new ServedModel(
            TinyNetworks.recipe(networks(), 1),
            TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
            form,
            form,
            true,
            CallLimit.NONE,
            Models.note(networks(), form)),
        model,
        added -> {});
    return new RunningSignatures(model);
  }
}
