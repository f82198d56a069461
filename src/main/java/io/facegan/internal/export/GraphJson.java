package io.facegan.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes TensorFlow's graph messages in the JSON format of protocol buffers for TensorFlow.js:
 * 64-bit integers are strings and bytes are base64.
 */
final class GraphJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Returns a graph (GraphDef) without the values of its constants. */
  static ObjectNode graph(FrozenGraph graph) {
    ObjectNode json = JSON.objectNode();
    ArrayNode nodes = json.putArray("node");
    graph.constants().forEach(constant -> nodes.add(constant(constant)));
    graph.operations().forEach(operation -> nodes.add(operation(operation)));
    json.putObject("library");
    json.putObject("versions");
    return json;
  }

  private static ObjectNode constant(FrozenGraph.Constant constant) {
    ObjectNode json = node(constant.name(), "Const");
    ObjectNode attributes = json.putObject("attr");
    attributes.putObject("dtype").put("type", constant.type().name());
    ObjectNode tensor = attributes.putObject("value").putObject("tensor");
    tensor.put("dtype", constant.type().name());
    tensor.set("tensorShape", shape(constant.shape()));
    return json;
  }

  private static ObjectNode operation(NodeDef operation) {
    ObjectNode json = node(operation.getName(), operation.getOp());
    if (operation.getInputCount() > 0) {
      ArrayNode inputs = json.putArray("input");
      operation.getInputList().forEach(inputs::add);
    }
    ObjectNode attributes = json.putObject("attr");
    // The order of a protobuf map differs between runs.
    new TreeMap<>(operation.getAttrMap())
        .forEach((name, value) -> attributes.set(name, attribute(value)));
    return json;
  }

  private static ObjectNode node(String name, String operation) {
    return JSON.objectNode().put("name", name).put("op", operation);
  }

  private static ObjectNode attribute(AttrValue value) {
    ObjectNode json = JSON.objectNode();
    switch (value.getValueCase()) {
      case S -> json.put("s", Base64.getEncoder().encodeToString(value.getS().toByteArray()));
      case I -> json.put("i", Long.toString(value.getI()));
      case F -> json.put("f", value.getF());
      case B -> json.put("b", value.getB());
      case TYPE -> json.put("type", value.getType().name());
      case SHAPE -> json.set("shape", shape(sides(value.getShape())));
      case LIST -> json.set("list", integers(value.getList().getIList()));
      default ->
          throw new IllegalStateException(
              "an attribute of the generator has the unexpected type %s"
                  .formatted(value.getValueCase()));
    }
    return json;
  }

  private static ObjectNode integers(List<Long> values) {
    ObjectNode json = JSON.objectNode();
    if (!values.isEmpty()) {
      ArrayNode integers = json.putArray("i");
      values.forEach(value -> integers.add(Long.toString(value)));
    }
    return json;
  }

  private static long[] sides(TensorShapeProto shape) {
    return shape.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray();
  }

  /** Returns the description of a tensor of floats for a signature (TensorInfo). */
  static ObjectNode tensor(String name, long... sides) {
    return tensor(name, DataType.DT_FLOAT, sides);
  }

  /** Returns the description of a tensor for a signature (TensorInfo). */
  static ObjectNode tensor(String name, DataType type, long... sides) {
    ObjectNode json = JSON.objectNode();
    json.put("name", name + ":0");
    json.put("dtype", type.name());
    json.set("tensorShape", shape(sides));
    return json;
  }

  private static ObjectNode shape(long[] sides) {
    ObjectNode json = JSON.objectNode();
    if (sides.length > 0) {
      ArrayNode dimensions = json.putArray("dim");
      Stream<ObjectNode> each =
          LongStream.of(sides).mapToObj(side -> JSON.objectNode().put("size", "" + side));
      each.forEach(dimensions::add);
    }
    return json;
  }

  private GraphJson() {}
}
