package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.util.Version;
import io.facegan.network.ImageShape;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

class ExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The share of values that may be a level off: two graphs may round a value on the border of two
   * levels differently. Float32 is off by some 1e-5 levels, so that one in 100,000 is expected.
   */
  private static final double ON_A_BORDER = 1e-3;

  @TempDir private static Path folder;

  /** Trained in batches of 2 and of 1. */
  private static Path run;

  private static Path single;

  @BeforeAll
  static void train() throws IOException {
    Fixture.unpack("models/format-1", folder);
    Fixture.unpack("models/format-2", folder);
    run = trained("run", 2);
    single = trained("single", 1);
  }

  private static Path trained(String name, int batch) {
    Path to = folder.resolve(name);
    try (FaceGan gan = TinyGan.builder(to).batchSize(batch).steps(30).build()) {
      gan.train();
    }
    return to;
  }

  @Test
  void savedModel_explainsItself() throws IOException {
    Path model = folder.resolve("explained");
    Export.of(run).savedModel(model);
    JsonNode note = JSON.readTree(model.resolve("assets.extra/facegan.json").toFile());
    JsonNode options = JSON.readTree(run.resolve("options.json").toFile());
    assertThat(note.get("facegan_version").asText()).isEqualTo(Version.current());
    assertThat(note.get("training_steps").asInt()).isEqualTo(30);
    assertThat(note.get("training_images").asInt()).isEqualTo(5);
    assertThat(note.get("training_images_content")).isEqualTo(options.get("images").get("content"));
    assertThat(note.at("/signatures/generate_png/outputs/png_bytes").asText())
        .isEqualTo("string [n], a PNG file each");
    assertThat(model.resolve("assets.extra/layers.txt")).content().contains("dense_1", "total");
    assertThat(model.resolve("assets.extra/README.md")).content().contains("## `interpolate`");
  }

  @Test
  void savedModel_doesNotTellWhereTheImagesLie() throws IOException {
    Path model = folder.resolve("discreet");
    Export.of(run).savedModel(model);
    JsonNode options = JSON.readTree(model.resolve("assets.extra/options.json").toFile());
    assertThat(options.get("images").has("path")).isFalse();
    assertThat(options.get("images").has("source")).isFalse();
    assertThat(options.get("networks"))
        .isEqualTo(JSON.readTree(run.resolve("options.json").toFile()).get("networks"));
  }

  @Test
  void samples_areTheGridOfTheTraining() throws IOException {
    Path model = folder.resolve("sampled");
    Export.of(run).savedModel(model);
    byte[] exported = pixels(model.resolve("assets.extra/samples.png"));
    byte[] trained = pixels(run.resolve("samples-000030.png"));
    int others = 0;
    for (int i = 0; i < trained.length; i++) {
      int level = Byte.toUnsignedInt(trained[i]);
      assertThat(Byte.toUnsignedInt(exported[i])).isCloseTo(level, within(1));
      others += exported[i] == trained[i] ? 0 : 1;
    }
    assertThat((double) others / trained.length).isLessThanOrEqualTo(ON_A_BORDER);
  }

  private static byte[] pixels(Path grid) {
    return ImageGrid.read(grid, ImageShape.rgb(8, 8), 36).pixels();
  }

  @ParameterizedTest
  @CsvSource({"RUNNING_AVERAGES, true", "PRECISE, false", "PER_PICTURE, false", "BATCH, false"})
  void parity_isThatOfTheForm(Normalization form, boolean same) throws IOException {
    Path model = folder.resolve("parity-" + form);
    Export.of(run).batchNorm(form).savedModel(model);
    JsonNode parity = JSON.readTree(model.resolve("assets.extra/parity.json").toFile());
    assertThat(parity.at("/to_sample_grid_file/file").asText()).isEqualTo("samples-000030.png");
    for (String other : List.of("to_sample_grid_file", "to_sample_grid_form")) {
      int largest = parity.get(other).get("largest_difference").asInt();
      double mean = parity.get(other).get("mean_difference").asDouble();
      assertThat(largest <= 1).as(other).isEqualTo(same);
      assertThat(mean <= ON_A_BORDER).as(other).isEqualTo(same);
      assertThat(mean).isBetween(0.0, (double) largest);
    }
    assertThat(parity.at("/to_training_form/batch_size").asInt()).isEqualTo(2);
    assertThat(parity.at("/to_training_form/mean_difference").asDouble()).isPositive();
    JsonNode note = JSON.readTree(model.resolve("assets.extra/facegan.json").toFile());
    assertThat(note.get("batch_norm_uses").asText()).isEqualTo(form.describe());
    assertThat(note.get("discriminator_batch_norm_uses").asText())
        .isEqualTo(Normalization.RUNNING_AVERAGES.describe());
  }

  @Test
  void limitBelowWhatIsDrawnAtOnce_isRefused() {
    Export export = Export.of(single);
    assertThatThrownBy(() -> export.atMost(15))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("15", "at least 16");
  }

  @Test
  void limitedModel_isDrawnByTheGenerator() {
    Path model = folder.resolve("limited-model");
    Export.of(single).atMost(16).savedModel(model);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertThat(faces.generate(0, 40)).hasSize(40);
    }
  }

  /** With batches of one the default repeats the training. */
  @Test
  void parityOfBatchesOfOne_isThatOfTheSameImages() throws IOException {
    Path model = folder.resolve("single-model");
    Export.of(single).savedModel(model);
    JsonNode parity = JSON.readTree(model.resolve("assets.extra/parity.json").toFile());
    for (String other : List.of("to_sample_grid_file", "to_sample_grid_form", "to_training_form")) {
      checkSameImages(parity.get(other));
    }
  }

  @Test
  void runWithoutItsGrid_isStillCompared() throws IOException {
    Path bare = trained("bare", 2);
    Files.delete(bare.resolve("samples-000030.png"));
    Path model = folder.resolve("bare-model");
    Export.of(bare).savedModel(model);
    JsonNode parity = JSON.readTree(model.resolve("assets.extra/parity.json").toFile());
    assertThat(parity.has("to_sample_grid_file")).isFalse();
    checkSameImages(parity.get("to_sample_grid_form"));
  }

  private static void checkSameImages(JsonNode difference) {
    assertThat(difference.get("largest_difference").asInt()).isLessThanOrEqualTo(1);
    assertThat(difference.get("mean_difference").asDouble()).isLessThanOrEqualTo(ON_A_BORDER);
  }

  @Test
  void bestOfARunThatWasNeverCompared_isRefused() {
    Path unbegun = folder.resolve("unbegun");
    try (FaceGan gan = TinyGan.builder(unbegun).build()) {
      gan.stop();
      gan.train();
    }
    Export newest = Export.of(unbegun);
    assertThatThrownBy(newest::best)
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            unbegun.resolve("checkpoints").toString(), "no healthy checkpoint", "newest");
  }

  @Test
  void trainableModel_drawsAsTheOther() {
    Path model = folder.resolve("trainable");
    Path other = folder.resolve("other");
    Export.of(run).trainable().savedModel(model);
    Export.of(run).savedModel(other);
    try (FaceGenerator trainable = FaceGenerator.load(model);
        FaceGenerator plain = FaceGenerator.load(other)) {
      assertThat(TinyGan.levels(trainable.generate(3)))
          .isEqualTo(TinyGan.levels(plain.generate(3)));
    }
    assertThat(model.resolve("assets.extra/README.md")).content().contains("## `train_step`");
    assertThat(other.resolve("assets.extra/README.md")).content().doesNotContain("train_step");
  }

  @Test
  void frozenGraph_drawsWithoutVariables() throws IOException {
    Path model = folder.resolve("for-frozen");
    Path file = folder.resolve("deep/frozen.pb");
    Export.of(run).savedModel(model);
    Export.of(run).frozenGraph(file);
    try (FaceGenerator faces = FaceGenerator.load(model);
        Graph graph = new Graph()) {
      graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
      try (Session session = new Session(graph);
          TFloat32 latents =
              TFloat32.tensorOf(StdArrays.ndCopyOf(Latents.of(4, 1, TinyNetworks.LATENT)));
          Result result = session.runner().feed("latents", latents).fetch("images").run()) {
        int[] levels = TinyGan.levels(faces.generate(4));
        float[] values = new float[levels.length];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        for (int i = 0; i < levels.length; i++) {
          assertThat(Math.round(255 * values[i])).isCloseTo(levels[i], within(1));
        }
      }
      assertThat(graph.operations())
          .toIterable()
          .extracting(operation -> operation.type())
          .contains("Placeholder", "Const")
          .doesNotContain("Assert", "MapDefun", "ReadVariableOp", "VarHandleOp", "SaveV2");
      assertThat(graph.operation("probabilities")).isNull();
    }
    assertThatThrownBy(() -> Export.of(run).frozenGraph(file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("frozen graph " + file);
    assertThatThrownBy(() -> Export.of(run).trainable().frozenGraph(folder.resolve("t.pb")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("frozen graph", "export a SavedModel");
  }

  /** Models of earlier formats go on drawing what they drew. */
  @ParameterizedTest
  @CsvSource({
    "format-1/per-picture",
    "format-1/running-averages",
    "format-2/per-picture",
    "format-2/running-averages",
    "format-2/trainable"
  })
  void earlierModels_areRead(String name) {
    Path model = folder.resolve("models").resolve(name);
    float[] first = {0.5f, -1.25f, 0.75f, 2f, -0.5f, 0.125f};
    float[] second = {-1f, 0.25f, 1.5f, -0.75f, 0f, -2f};
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertThat(faces.latentSize()).isEqualTo(TinyNetworks.LATENT);
      for (int i = 0; i < 2; i++) {
        int[] levels = TinyGan.levels(faces.generate(i == 0 ? first : second));
        byte[] expected =
            ImageGrid.read(model.resolve("face-%d.png".formatted(i + 1)), faces.imageShape(), 1)
                .pixels();
        for (int j = 0; j < levels.length; j++) {
          assertThat(Math.abs(levels[j] - Byte.toUnsignedInt(expected[j]))).isLessThanOrEqualTo(1);
        }
      }
    }
  }
}
