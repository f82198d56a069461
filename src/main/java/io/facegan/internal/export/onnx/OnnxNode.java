package io.facegan.internal.export.onnx;

import java.util.List;

/**
 * An operation (ONNX's {@code NodeProto}). An empty name omits an optional input; the attributes
 * are those that differ from the operator's defaults.
 */
record OnnxNode(
    String name,
    String operator,
    List<String> inputs,
    String output,
    List<OnnxAttribute> attributes) {
  private static final int FIELD_INPUT = 1;
  private static final int FIELD_OUTPUT = 2;
  private static final int FIELD_NAME = 3;
  private static final int FIELD_OP_TYPE = 4;
  private static final int FIELD_ATTRIBUTE = 5;

  OnnxNode withOutput(String newOutput) {
    return new OnnxNode(name, operator, inputs, newOutput, attributes);
  }

  ProtoMessage toMessage() {
    ProtoMessage message = new ProtoMessage();
    inputs.forEach(input -> message.text(FIELD_INPUT, input));
    message.text(FIELD_OUTPUT, output).text(FIELD_NAME, name).text(FIELD_OP_TYPE, operator);
    attributes.forEach(attribute -> message.message(FIELD_ATTRIBUTE, attribute.message()));
    return message;
  }
}
