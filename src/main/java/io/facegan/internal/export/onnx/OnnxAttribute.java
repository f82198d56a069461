package io.facegan.internal.export.onnx;

import java.util.List;

/** An attribute of a node (ONNX's {@code AttributeProto}): name, value, and the value's type. */
record OnnxAttribute(ProtoMessage message) {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int INTS = 7;

  private static final int FIELD_NAME = 1;
  private static final int FIELD_F = 2;
  private static final int FIELD_I = 3;
  private static final int FIELD_S = 4;
  private static final int FIELD_INTS = 8;
  private static final int FIELD_TYPE = 20;

  static OnnxAttribute real(String name, double value) {
    return new OnnxAttribute(named(name, FLOAT).real(FIELD_F, (float) value));
  }

  static OnnxAttribute integer(String name, int value) {
    return new OnnxAttribute(named(name, INT).number(FIELD_I, value));
  }

  static OnnxAttribute integers(String name, Integer... values) {
    ProtoMessage message = named(name, INTS);
    List.of(values).forEach(value -> message.number(FIELD_INTS, value));
    return new OnnxAttribute(message);
  }

  static OnnxAttribute text(String name, String value) {
    return new OnnxAttribute(named(name, STRING).text(FIELD_S, value));
  }

  private static ProtoMessage named(String name, int type) {
    return new ProtoMessage().text(FIELD_NAME, name).number(FIELD_TYPE, type);
  }
}
