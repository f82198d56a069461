package io.facegan.internal.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Writes a generator for the browser: a TensorFlow.js graph model in {@code model/}, and a page
 * that generates images with it and has no external dependencies.
 *
 * <p>A page that is opened as a file may load no other files than scripts. Therefore {@code
 * embedded/} holds a copy of the model as scripts, which a page on a server does not use.
 */
public final class WebWriter {
  private static final String RESOURCES = "web/";
  private static final List<String> PAGE =
      List.of(
          "index.html",
          "page/page.css",
          "page/latents.js",
          "page/products.js",
          "page/tensors.js",
          "page/convolutions.js",
          "page/operations.js",
          "page/network.js",
          "page/files.js",
          "page/drawing.js",
          "page/pictures.js",
          "page/seeds.js",
          "page/face.js",
          "page/rows.js",
          "page/labels.js",
          "page/page.js");

  /**
   * Writes the folder, which appears under its name only when it is complete.
   *
   * @param named directions with names, beside those that the generator prefers
   * @param size told beforehand about how many bytes it will have
   */
  public static void write(
      Networks networks,
      TrainedWeights weights,
      Normalization normalization,
      ModelNote note,
      Map<String, float[]> named,
      Path directory,
      LongConsumer size) {
    AtomicFolder.checkFree(directory);
    StandAlone.check(normalization, "a web page");
    FrozenGraph graph;
    try (GeneratorSession generator = new GeneratorSession(networks, normalization, weights)) {
      graph = FrozenGraph.of(generator);
    }
    WeightShards shards = new WeightShards(graph.constants());
    size.accept(shards.bytes() + shards.bytes() * 4 / 3);
    AtomicFolder.create(
        "page",
        directory,
        folder -> {
          writePage(folder);
          writeModel(graph, shards, networks, metadata(graph, networks, note, named), folder);
        });
  }

  private static void writePage(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("page"));
    for (String name : PAGE) {
      try (InputStream in = WebWriter.class.getResourceAsStream(RESOURCES + name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  private static void writeModel(
      FrozenGraph graph, WeightShards shards, Networks networks, ObjectNode metadata, Path folder)
      throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Path embedded = Files.createDirectory(folder.resolve("embedded"));
    String json = GraphModel.of(graph, networks, shards, metadata).toString();
    Files.writeString(model.resolve(GraphModel.FILE), json);
    embed(embedded, GraphModel.FILE, json);
    shards.write(
        (name, content) -> {
          Files.write(model.resolve(name), content);
          embed(embedded, name, '"' + Base64.getEncoder().encodeToString(content) + '"');
        });
  }

  private static ObjectNode metadata(
      FrozenGraph graph, Networks networks, ModelNote note, Map<String, float[]> named) {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode metadata = mapper.valueToTree(note);
    metadata.set(
        "latent_directions", mapper.valueToTree(LatentDirections.of(graph, networks.latentSize())));
    metadata.set("named_directions", mapper.valueToTree(named));
    return metadata;
  }

  private static void embed(Path folder, String name, String content) throws IOException {
    Files.writeString(
        folder.resolve(name + ".js"), "facegan.embedded(\"" + name + "\", " + content + ");\n");
  }

  private WebWriter() {}
}
