package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exported graph model in TensorFlow.js itself, against the SavedModel. */
class TensorFlowJsTest {
  private static final String VARIABLE = "FACEGAN_TFJS";

  @TempDir static Path folder;
  private static Chromium browser;
  private static FolderServer server;

  @BeforeAll
  static void start() throws Exception {
    String library = System.getenv(VARIABLE);
    assumeTrue(
        library != null,
        VARIABLE
            + " is not set, so TensorFlow.js is not tried: set it to the file dist/tf.min.js of the"
            + " npm package @tensorflow/tfjs");
    browser = Chromium.start();
    Files.copy(Path.of(library), folder.resolve("tf.js"));
    Files.writeString(
        folder.resolve("index.html"), "<!DOCTYPE html><script src=\"tf.js\"></script>");
    server = new FolderServer(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  static List<Arguments> networks() {
    return List.of(
        Arguments.of(TinyNetworks.rgb(), Normalization.RUNNING_AVERAGES),
        Arguments.of(TinyNetworks.rgb(), Normalization.PER_PICTURE),
        Arguments.of(WebExport.everyLayer(), Normalization.RUNNING_AVERAGES),
        Arguments.of(WebExport.everyLayer(), Normalization.PER_PICTURE),
        Arguments.of(Networks.small(ImageShape.rgb(32, 32)), Normalization.RUNNING_AVERAGES),
        Arguments.of(
            Networks.tutorial(Activation.GELU, ImageShape.rgb(50, 50)), Normalization.PER_PICTURE),
        Arguments.of(Networks.fullyConnected(ImageShape.rgb(22, 18)), Normalization.PER_PICTURE));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void graphModel_drawsWhatTheSavedModelDraws(Networks networks, Normalization normalization)
      throws Exception {
    WebExport export = WebExport.of(networks, normalization, folder);
    float[][] latents = Latents.of(5, 2, networks.latentSize());
    JsonNode drawn = predict(folder.relativize(export.page()) + "/model/model.json", latents);
    try (LoadedModel saved = LoadedModel.load(export.model())) {
      float[] expected = saved.draw(List.of(latents));
      assertThat(drawn).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        double difference = Math.abs(drawn.get(i).asDouble() - expected[i]);
        // Its kernels have 16 bits.
        assertThat(difference).as("value %d", i).isLessThan(1.0 / 255);
      }
    }
  }

  private static JsonNode predict(String model, float[][] latents) throws Exception {
    BrowserPage page = browser.open(server.address("index.html"));
    page.await("typeof tf !== 'undefined'");
    JsonNode values =
        page.run(
            """
            (async () => {
              await tf.setBackend("cpu");
              const model = await tf.loadGraphModel("%s");
              return Array.from(await model.predict(tf.tensor2d(%s)).data());
            })()
            """
                .formatted(model, Arrays.deepToString(latents)));
    page.close();
    return values;
  }
}
