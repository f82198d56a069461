package io.facegan.internal.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.facegan.error.FaceGanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Reads a TensorFlow.js graph model back into a graph that TensorFlow runs. */
public final class GraphModelReader {
  private final JsonNode model;
  private final Map<String, ByteString> values = new HashMap<>();

  /** Reads the model in a folder. */
  public GraphModelReader(Path folder) throws IOException {
    model = JsonMapper.builder().build().readTree(folder.resolve("model.json").toFile());
    JsonNode group = model.at("/weightsManifest/0");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonNode path : group.get("paths")) {
      bytes.write(Files.readAllBytes(folder.resolve(path.asText())));
    }
    ByteString all = ByteString.copyFrom(bytes.toByteArray());
    int from = 0;
    for (JsonNode weight : group.get("weights")) {
      boolean half = weight.has("quantization");
      int length = half ? 2 : 4;
      for (JsonNode side : weight.get("shape")) {
        length *= side.asInt();
      }
      ByteString stored = all.substring(from, from + length);
      values.put(weight.get("name").asText(), half ? floats(stored) : stored);
      from += length;
    }
    if (from != all.size()) {
      throw new IOException("the weights are %d bytes, not %d".formatted(all.size(), from));
    }
  }

  private static ByteString floats(ByteString halves) {
    ShortBuffer bits = halves.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    ByteBuffer floats = ByteBuffer.allocate(2 * halves.size()).order(ByteOrder.LITTLE_ENDIAN);
    while (bits.hasRemaining()) {
      floats.putFloat(half(bits.get()));
    }
    return ByteString.copyFrom(floats.array());
  }

  /** Returns the value of 16 bits: sign, 5 bits of exponent, 10 of fraction. */
  static float half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double size =
        exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
    return (float) (bits < 0 ? -size : size);
  }

  /** Returns the model as it is written. */
  public JsonNode json() {
    return model;
  }

  /** Returns its graph, the weights as constants. */
  public GraphDef graph() {
    GraphDef.Builder graph = GraphDef.newBuilder();
    model.at("/modelTopology/node").forEach(node -> graph.addNode(node(node)));
    return graph.build();
  }

  private NodeDef node(JsonNode json) {
    String name = json.get("name").asText();
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(json.get("op").asText());
    json.path("input").forEach(input -> node.addInput(input.asText()));
    json.get("attr")
        .properties()
        .forEach(
            attribute -> node.putAttr(attribute.getKey(), attribute(attribute.getValue(), name)));
    return node.build();
  }

  private AttrValue attribute(JsonNode json, String node) {
    AttrValue.Builder value = AttrValue.newBuilder();
    JsonNode content = json.elements().next();
    switch (json.fieldNames().next()) {
      case "s" -> value.setS(ByteString.copyFrom(Base64.getDecoder().decode(content.asText())));
      case "i" -> value.setI(Long.parseLong(content.asText()));
      case "f" -> value.setF(content.floatValue());
      case "b" -> value.setB(content.booleanValue());
      case "type" -> value.setType(DataType.valueOf(content.asText()));
      case "shape" -> value.setShape(shape(content));
      case "tensor" ->
          value.setTensor(
              TensorProto.newBuilder()
                  .setDtype(DataType.valueOf(content.get("dtype").asText()))
                  .setTensorShape(shape(content.get("tensorShape")))
                  .setTensorContent(values.get(node)));
      case "list" ->
          content.path("i").forEach(i -> value.getListBuilder().addI(Long.parseLong(i.asText())));
      default -> throw new FaceGanException("attribute " + json);
    }
    return value.build();
  }

  private static TensorShapeProto shape(JsonNode json) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    json.path("dim").forEach(dim -> shape.addDimBuilder().setSize(dim.get("size").asLong()));
    return shape.build();
  }
}
