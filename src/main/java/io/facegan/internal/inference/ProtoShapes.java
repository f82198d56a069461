package io.facegan.internal.inference;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.TensorShapeProto;

/** Converts shapes to TensorFlow's protobuf messages. */
public final class ProtoShapes {
  public static TensorShapeProto of(Shape shape) {
    if (shape.isUnknown()) {
      return TensorShapeProto.newBuilder().setUnknownRank(true).build();
    }
    TensorShapeProto.Builder built = TensorShapeProto.newBuilder();
    for (long side : shape.asArray()) {
      built.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
    }
    return built.build();
  }

  private ProtoShapes() {}
}
