package io.facegan.internal.export.onnx;

import java.util.Map;

/** A model file (ONNX's {@code ModelProto}), with a description for people. */
record OnnxModel(
    String producer,
    String producerVersion,
    String description,
    Map<String, String> properties,
    ProtoMessage graph) {
  /** The version of the operators: an old one, which many runtimes support. */
  private static final int OPERATOR_SET = 13;

  /** The version of the file format for these operators. */
  private static final int IR = 7;

  private static final int FIELD_IR_VERSION = 1;
  private static final int FIELD_PRODUCER_NAME = 2;
  private static final int FIELD_PRODUCER_VERSION = 3;
  private static final int FIELD_DOC_STRING = 6;
  private static final int FIELD_GRAPH = 7;
  private static final int FIELD_OPSET_IMPORT = 8;
  private static final int FIELD_METADATA_PROPS = 14;

  /** Of {@code OperatorSetIdProto}; the empty domain has ONNX's own operators. */
  private static final int FIELD_DOMAIN = 1;

  private static final int FIELD_VERSION = 2;

  /** Of {@code StringStringEntryProto}. */
  private static final int FIELD_KEY = 1;

  private static final int FIELD_VALUE = 2;

  ProtoMessage toMessage() {
    ProtoMessage message =
        new ProtoMessage()
            .number(FIELD_IR_VERSION, IR)
            .text(FIELD_PRODUCER_NAME, producer)
            .text(FIELD_PRODUCER_VERSION, producerVersion)
            .text(FIELD_DOC_STRING, description)
            .message(FIELD_GRAPH, graph)
            .message(
                FIELD_OPSET_IMPORT,
                new ProtoMessage().text(FIELD_DOMAIN, "").number(FIELD_VERSION, OPERATOR_SET));
    properties.forEach(
        (key, value) ->
            message.message(
                FIELD_METADATA_PROPS,
                new ProtoMessage().text(FIELD_KEY, key).text(FIELD_VALUE, value)));
    return message;
  }
}
