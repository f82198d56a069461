package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.train.RunFolder;
import io.facegan.network.Averaging;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of the weights as the last step left them, beside those of their average. */
class RawWeightsTest {
  private static final Recipe AVERAGED =
      TinyNetworks.recipe().toBuilder().averaging(new Averaging(50, 1)).build();

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).recipe(AVERAGED).steps(20).build()) {
      gan.train();
    }
  }

  @Test
  void models_generateWithTheWeightsThatTheySay() throws IOException {
    Path checkpoint = RunFolder.open(run).checkpoints().newestOrRefuse().variables();
    int[] average = levels(TrainedWeights.of(AVERAGED, checkpoint));
    int[] raw = levels(TrainedWeights.raw(checkpoint));
    assertThat(raw).isNotEqualTo(average);

    assertThat(exported(Export.of(run), "average", true)).isEqualTo(average);
    assertThat(exported(Export.of(run).rawWeights(), "raw", false)).isEqualTo(raw);
  }

  @Test
  void parity_isToTheGridOfTheAverage_andToTheSameWeights() throws IOException {
    Path model = folder.resolve("parity");
    Export.of(run).rawWeights().savedModel(model);
    var parity =
        JsonMapper.builder().build().readTree(model.resolve("assets.extra/parity.json").toFile());
    assertThat(parity.at("/to_sample_grid_file/largest_difference").asInt()).isPositive();
    assertThat(parity.at("/to_sample_grid_form/largest_difference").asInt()).isZero();
  }

  @Test
  void rawOfARunWithoutAverage_isRefused() {
    Path plain = folder.resolve("plain");
    try (FaceGan gan = TinyGan.builder(plain).build()) {
      gan.train();
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Export.of(plain).rawWeights())
        .withMessageContainingAll(plain.toString(), "averages no weights");
  }

  @Test
  void rawAndTrainable_areRefusedTogether() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Export.of(run).rawWeights().trainable())
        .withMessageContaining("choose one");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Export.of(run).trainable().rawWeights())
        .withMessageContaining("choose one");
  }

  @Test
  void trainableOfSeveralDiscriminatorSteps_isRefused() {
    Path several = folder.resolve("several");
    Recipe recipe = TinyNetworks.recipe().toBuilder().discriminatorSteps(2).build();
    try (FaceGan gan = TinyGan.builder(several).recipe(recipe).build()) {
      gan.train();
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Export.of(several).trainable())
        .withMessageContainingAll(several.toString(), "every 2. step");
  }

  private static int[] levels(TrainedWeights weights) {
    Normalization form = Normalization.afterTrainingAt(AVERAGED.batchSize());
    try (GeneratorSession generator = new GeneratorSession(AVERAGED.networks(), form, weights)) {
      float[] values = generator.draw(Latents.of(0, 1, AVERAGED.networks().latentSize()));
      int[] levels = new int[values.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (int) (values[i] * 255f + 0.5f);
      }
      return levels;
    }
  }

  private static int[] exported(Export export, String name, boolean averaged) throws IOException {
    Path model = folder.resolve(name);
    export.savedModel(model);
    Path note = model.resolve("assets.extra/facegan.json");
    assertThat(
            JsonMapper.builder()
                .build()
                .readTree(note.toFile())
                .get("averaged_weights")
                .asBoolean())
        .isEqualTo(averaged);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      return TinyGan.levels(faces.generate(0));
    }
  }
}
