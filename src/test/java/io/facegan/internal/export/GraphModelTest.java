package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** The TensorFlow.js graph model, read back and run by TensorFlow itself. */
class GraphModelTest {
  @TempDir private static Path folder;

  private static final Map<List<Object>, WebExport> EXPORTS = new HashMap<>();

  /** Returns what several tests read. */
  private static WebExport export(Networks networks, Normalization normalization)
      throws IOException {
    List<Object> key = List.of(networks, normalization);
    WebExport export = EXPORTS.get(key);
    if (export == null) {
      export = WebExport.of(networks, normalization, folder);
      EXPORTS.put(key, export);
    }
    return export;
  }

  @AfterAll
  static void forget() {
    EXPORTS.clear();
  }

  static List<Networks> networks() {
    return List.of(
        TinyNetworks.rgb(),
        TinyNetworks.of(new ImageShape(12, 8, 1)),
        WebExport.everyLayer(),
        Networks.small(ImageShape.rgb(16, 16)),
        Networks.tutorial(Activation.GELU, ImageShape.rgb(50, 50)),
        Networks.fullyConnected(ImageShape.rgb(22, 18)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void model_drawsWhatTheSavedModelDraws(Networks networks) throws Exception {
    for (Normalization normalization :
        List.of(Normalization.RUNNING_AVERAGES, Normalization.PER_PICTURE)) {
      WebExport export = export(networks, normalization);
      float[][] latents = Latents.of(5, 3, networks.latentSize());
      GraphModelReader reader = new GraphModelReader(export.page().resolve("model"));
      try (LoadedModel saved = LoadedModel.load(export.model())) {
        float[] expected = saved.draw(List.of(latents));
        float[] actual = draw(reader, latents, expected.length);
        for (int i = 0; i < expected.length; i++) {
          // A quarter of a level: the kernels have 16 bits.
          assertThat(Math.abs(actual[i] - expected[i])).as("value %d", i).isLessThan(1e-3f);
        }
      }
    }
  }

  private static float[] draw(GraphModelReader reader, float[][] latents, int length) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(reader.graph());
      try (Session session = new Session(graph);
          TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(latents));
          Result result = session.runner().feed("latents", input).fetch("images").run()) {
        float[] values = new float[length];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING_AVERAGES", "PER_PICTURE"})
  void model_hasTheFormOfAGraphModel(Normalization normalization) throws Exception {
    WebExport export = export(TinyNetworks.rgb(), normalization);
    JsonNode json = new GraphModelReader(export.page().resolve("model")).json();
    assertThat(json.get("format").asText()).isEqualTo("graph-model");
    assertThat(json.get("convertedBy").asText()).isEqualTo("FaceGan 1.2");
    assertThat(json.get("signature"))
        .hasToString(
            """
            {"inputs":{"latents":{"name":"latents:0","dtype":"DT_FLOAT","tensorShape":\
            {"dim":[{"size":"-1"},{"size":"6"}]}}},\
            "outputs":{"images":{"name":"images:0","dtype":"DT_FLOAT","tensorShape":\
            {"dim":[{"size":"-1"},{"size":"8"},{"size":"8"},{"size":"3"}]}}}}\
            """);
    assertThat(json.at("/weightsManifest/0/paths")).hasToString("[\"group1-shard1of1.bin\"]");
    assertThat(json.at("/userDefinedMetadata/networks").asText()).isEqualTo("tiny");
    assertThat(json.at("/userDefinedMetadata/batch_norm_uses").asText())
        .isEqualTo(normalization.describe());
    assertThat(json.at("/userDefinedMetadata/latent_directions")).hasSize(TinyNetworks.LATENT);
  }

  @Test
  void nodes_comeAfterTheirInputs() throws Exception {
    WebExport export = export(WebExport.everyLayer(), Normalization.PER_PICTURE);
    JsonNode json = new GraphModelReader(export.page().resolve("model")).json();
    Set<String> before = new HashSet<>();
    for (JsonNode node : json.at("/modelTopology/node")) {
      node.path("input").forEach(input -> assertThat(before).contains(input.asText()));
      before.add(node.get("name").asText());
    }
    assertThat(before).contains("latents", "images");
  }

  @Test
  void operations_areThoseOfThePage() throws Exception {
    for (Normalization normalization :
        List.of(Normalization.RUNNING_AVERAGES, Normalization.PER_PICTURE)) {
      WebExport export = export(WebExport.everyLayer(), normalization);
      Path scripts = export.page().resolve("page");
      String known =
          Files.readString(scripts.resolve("operations.js"))
              + Files.readString(scripts.resolve("convolutions.js"));
      JsonNode json = new GraphModelReader(export.page().resolve("model")).json();
      for (JsonNode node : json.at("/modelTopology/node")) {
        String operation = node.get("op").asText();
        if (!Set.of("Const", "Placeholder").contains(operation)) {
          assertThat(known).contains(" " + operation + ": ");
        }
      }
    }
  }

  @Test
  void sameCheckpoint_givesTheSameBytes() throws Exception {
    WebExport one = WebExport.of(TinyNetworks.rgb(), Normalization.PER_PICTURE, folder);
    WebExport two = WebExport.of(TinyNetworks.rgb(), Normalization.PER_PICTURE, folder);
    for (String name : List.of("model.json", "group1-shard1of1.bin")) {
      assertThat(one.page().resolve("model").resolve(name))
          .hasSameBinaryContentAs(two.page().resolve("model").resolve(name));
    }
  }

  /** With more, TensorFlow.js cannot repeat values on a graphics processor. */
  @Test
  void shapes_haveFourAxesAtMost() throws Exception {
    WebExport export = export(WebExport.everyLayer(), Normalization.PER_PICTURE);
    try (Graph graph = new Graph()) {
      graph.importGraphDef(new GraphModelReader(export.page().resolve("model")).graph());
      graph
          .operations()
          .forEachRemaining(
              operation -> {
                for (int i = 0; i < operation.numOutputs(); i++) {
                  Shape shape = operation.output(i).shape();
                  assertThat(shape.numDimensions()).as(operation.name()).isLessThanOrEqualTo(4);
                }
              });
    }
  }
}
