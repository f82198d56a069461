package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.GraphModelReader;
import io.facegan.internal.export.onnx.RunningModel;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.LabelShares;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.PreciseAverages;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.train.RunFolder;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** Every form of batch norm in every form of export: all draw as their notes say. */
class ExportedFormsTest {
  private static final int BATCH = 2;
  private static final float[][] LATENTS = Latents.of(3, 4, TinyNetworks.LATENT);
  private static final float ROUNDING = 1e-4f;

  @TempDir private static Path folder;
  private static Path run;

  /** What the weights of the run draw in each form, by the words that notes have for it. */
  private static final Map<Normalization, float[]> DRAWN = new EnumMap<>(Normalization.class);

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).batchSize(BATCH).steps(30).build()) {
      gan.train();
    }
    Path checkpoint = RunFolder.open(run).checkpoints().newestOrRefuse().variables();
    for (Normalization form : Normalization.values()) {
      TrainedWeights trained = TrainedWeights.of(TinyNetworks.recipe(), checkpoint);
      TrainedWeights weights =
          form == Normalization.PRECISE
              ? PreciseAverages.of(
                  TinyNetworks.recipe(TinyNetworks.rgb(), BATCH),
                  trained,
                  new LabelShares(List.of()))
              : trained;
      try (GeneratorSession generator = new GeneratorSession(TinyNetworks.rgb(), form, weights)) {
        DRAWN.put(form, generator.draw(LATENTS));
      }
    }
  }

  @Test
  void forms_areFurtherApartThanRounding() {
    for (Normalization one : Normalization.values()) {
      for (Normalization other : Normalization.values()) {
        float largest = 0;
        for (int i = 0; i < DRAWN.get(one).length; i++) {
          largest = Math.max(largest, Math.abs(DRAWN.get(one)[i] - DRAWN.get(other)[i]));
        }
        assertThat(largest > 20 * ROUNDING).as(one + ", " + other).isEqualTo(one != other);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void savedModel_drawsAsItSays(Normalization form) throws IOException {
    Path model = folder.resolve("model-" + form);
    Export.of(run).batchNorm(form).savedModel(model);
    Path note = model.resolve("assets.extra/facegan.json");
    String said =
        JsonMapper.builder().build().readTree(note.toFile()).get("batch_norm_uses").asText();
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      checkDrawn(images(bundle.session()), said, form, ROUNDING);
    }
    if (form != Normalization.BATCH) {
      try (FaceGenerator faces = FaceGenerator.load(model)) {
        int[] levels = TinyGan.levels(faces.generate(LATENTS[2]));
        for (int i = 0; i < levels.length; i++) {
          float expected = 255 * DRAWN.get(form)[2 * levels.length + i];
          assertThat((float) levels[i]).isCloseTo(expected, within(0.6f));
        }
      }
    }
  }

  /** It has no note: it is the graph of the SavedModel. */
  @ParameterizedTest
  @EnumSource
  void frozenGraph_drawsAsTheSavedModel(Normalization form) throws IOException {
    Path file = folder.resolve(form + ".pb");
    Export.of(run).batchNorm(form).frozenGraph(file);
    checkDrawn(
        imagesOf(GraphDef.parseFrom(Files.readAllBytes(file))), form.describe(), form, ROUNDING);
  }

  @ParameterizedTest
  @EnumSource(names = "BATCH", mode = EnumSource.Mode.EXCLUDE)
  void onnxModel_drawsAsItSays(Normalization form) throws OrtException {
    Path file = folder.resolve(form + ".onnx");
    Export.of(run).batchNorm(form).onnx(file);
    try (RunningModel model = new RunningModel(file)) {
      String said = model.session().getMetadata().getCustomMetadata().get("batch_norm_uses");
      checkDrawn(model.draw(LATENTS), said, form, ROUNDING);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BATCH", mode = EnumSource.Mode.EXCLUDE)
  void webModel_drawsAsItSays(Normalization form) throws IOException {
    Path page = folder.resolve("page-" + form);
    Export.of(run).batchNorm(form).web(page);
    GraphModelReader model = new GraphModelReader(page.resolve("model"));
    String said = model.json().at("/userDefinedMetadata/batch_norm_uses").asText();
    // A quarter of a level: its kernels have 16 bits.
    checkDrawn(imagesOf(model.graph()), said, form, 1e-3f);
  }

  /** Its images depend on those beside them, which the others cannot say. */
  @Test
  void batchForm_isForTensorFlowAlone() {
    Export batch = Export.of(run).batchNorm(Normalization.BATCH);
    assertThatThrownBy(() -> batch.onnx(folder.resolve("batch.onnx")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(Normalization.BATCH.describe(), "an ONNX model", "SavedModel");
    assertThatThrownBy(() -> batch.web(folder.resolve("batch-page")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(Normalization.BATCH.describe(), "a web page", "SavedModel");
  }

  private static void checkDrawn(
      float[] actual, String said, Normalization asked, float precision) {
    Normalization form =
        Arrays.stream(Normalization.values())
            .filter(one -> one.describe().equals(said))
            .findFirst()
            .orElseThrow();
    assertThat(form).isEqualTo(asked);
    assertThat(actual).containsExactly(DRAWN.get(form), within(precision));
  }

  private static float[] imagesOf(GraphDef definition) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph)) {
        return images(session);
      }
    }
  }

  private static float[] images(Session session) {
    try (TFloat32 latents = TFloat32.tensorOf(StdArrays.ndCopyOf(LATENTS));
        Result result = session.runner().feed("latents", latents).fetch("images").run()) {
      float[] values = new float[(int) ((TFloat32) result.get(0)).size()];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }
}
