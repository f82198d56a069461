package io.facegan.internal.export.onnx;

import java.util.List;

/**
 * An input or output of a graph (ONNX's {@code ValueInfoProto}): examples, any number.
 *
 * @param sides of one example; none of a single value
 * @param type of its values, as {@link OnnxTensor} names it
 */
record OnnxValue(String name, List<Integer> sides, int type) {
  /** The name of the batch size, which input and output share. */
  private static final String BATCH = "batch";

  private static final int FIELD_NAME = 1;
  private static final int FIELD_TYPE = 2;

  /** Of {@code TypeProto}. */
  private static final int FIELD_TENSOR_TYPE = 1;

  /** Of {@code TypeProto.Tensor}. */
  private static final int FIELD_ELEM_TYPE = 1;

  private static final int FIELD_SHAPE = 2;

  /** Of {@code TensorShapeProto}. */
  private static final int FIELD_DIM = 1;

  /** Of {@code TensorShapeProto.Dimension}: one of the two. */
  private static final int FIELD_DIM_VALUE = 1;

  private static final int FIELD_DIM_PARAM = 2;

  /** Describes float32 examples. */
  OnnxValue(String name, List<Integer> sides) {
    this(name, sides, OnnxTensor.FLOAT);
  }

  ProtoMessage toMessage() {
    ProtoMessage shape = new ProtoMessage();
    shape.message(FIELD_DIM, new ProtoMessage().text(FIELD_DIM_PARAM, BATCH));
    sides.forEach(
        side -> shape.message(FIELD_DIM, new ProtoMessage().number(FIELD_DIM_VALUE, side)));
    ProtoMessage tensor =
        new ProtoMessage().number(FIELD_ELEM_TYPE, type).message(FIELD_SHAPE, shape);
    return new ProtoMessage()
        .text(FIELD_NAME, name)
        .message(FIELD_TYPE, new ProtoMessage().message(FIELD_TENSOR_TYPE, tensor));
  }
}
