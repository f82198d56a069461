package io.facegan.internal.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.stream.LongStream;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.DataType;

/** The {@code model.json} of a TensorFlow.js graph model. */
final class GraphModel {
  static final String FILE = "model.json";

  /** Returns the content; the metadata describe the model. */
  static ObjectNode of(
      FrozenGraph graph, Networks networks, WeightShards shards, JsonNode metadata) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", "graph-model");
    json.put("generatedBy", TensorFlow.version());
    json.put("convertedBy", "FaceGan " + metadata.path("facegan_version").asText());
    json.set("signature", signature(networks));
    json.set("modelTopology", GraphJson.graph(graph));
    ObjectNode group = json.putArray("weightsManifest").addObject();
    ArrayNode paths = group.putArray("paths");
    shards.names().forEach(paths::add);
    ArrayNode weights = group.putArray("weights");
    graph.constants().forEach(constant -> weights.add(weight(constant)));
    json.set("userDefinedMetadata", metadata);
    return json;
  }

  private static ObjectNode signature(Networks networks) {
    ImageShape image = networks.imageShape();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode inputs = json.putObject("inputs");
    inputs.set(
        ServedSignature.LATENTS,
        GraphJson.tensor(ServedSignature.LATENTS, -1, networks.latentSize()));
    if (!networks.labels().isNone()) {
      // TensorFlow.js has no integers of 64 bits and takes 32 in their place.
      inputs.set(
          ServedSignature.LABELS, GraphJson.tensor(ServedSignature.LABELS, DataType.DT_INT32, -1));
    }
    json.putObject("outputs")
        .set(
            ServedSignature.IMAGES,
            GraphJson.tensor(
                ServedSignature.IMAGES, -1, image.height(), image.width(), image.channels()));
    return json;
  }

  private static ObjectNode weight(FrozenGraph.Constant constant) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", constant.name());
    ArrayNode shape = json.putArray("shape");
    LongStream.of(constant.shape()).forEach(shape::add);
    json.put("dtype", constant.type() == DataType.DT_FLOAT ? "float32" : "int32");
    if (Halves.suit(constant)) {
      json.putObject("quantization").put("dtype", "float16").put("original_dtype", "float32");
    }
    return json;
  }

  private GraphModel() {}
}
