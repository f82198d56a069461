package io.facegan.internal.export.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of a model in the order of execution, and their constant tensors (ONNX's {@code
 * GraphProto}). Every tensor has a unique name, which is a C identifier as ONNX requires.
 */
final class OnnxGraph {
  private static final int FIELD_NODE = 1;
  private static final int FIELD_NAME = 2;
  private static final int FIELD_INITIALIZER = 5;
  private static final int FIELD_INPUT = 11;
  private static final int FIELD_OUTPUT = 12;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();

  /** Adds an operation and returns its name, which is also that of its output. */
  String node(String name, String operator, List<String> inputs, OnnxAttribute... attributes) {
    nodes.add(new OnnxNode(name, operator, inputs, name, List.of(attributes)));
    return name;
  }

  /** Adds a constant tensor, unless one of the same name exists, and returns its name. */
  String constant(OnnxTensor tensor) {
    constants.putIfAbsent(tensor.name(), tensor);
    return tensor.name();
  }

  /** Renames the output of the last operation, which no other operation uses. */
  void renameResult(String name) {
    int last = nodes.size() - 1;
    nodes.set(last, nodes.get(last).withOutput(name));
  }

  ProtoMessage toMessage(String name, OnnxValue input, OnnxValue output) {
    return toMessage(name, List.of(input), output);
  }

  ProtoMessage toMessage(String name, List<OnnxValue> inputs, OnnxValue output) {
    ProtoMessage message = new ProtoMessage();
    nodes.forEach(node -> message.message(FIELD_NODE, node.toMessage()));
    message.text(FIELD_NAME, name);
    constants.values().forEach(tensor -> message.message(FIELD_INITIALIZER, tensor.toMessage()));
    inputs.forEach(input -> message.message(FIELD_INPUT, input.toMessage()));
    return message.message(FIELD_OUTPUT, output.toMessage());
  }
}
