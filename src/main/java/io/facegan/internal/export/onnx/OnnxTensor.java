package io.facegan.internal.export.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;

/**
 * A constant tensor of a model (ONNX's {@code TensorProto}).
 *
 * @param sides its shape; empty for a scalar
 * @param content writes the values in row-major order, little-endian
 */
record OnnxTensor(
    String name, List<Integer> sides, int type, long bytes, ProtoMessage.Writer content) {
  /** The code of 32-bit floating point values. */
  static final int FLOAT = 1;

  /** The code of 64-bit integers. */
  static final int INT64 = 7;

  private static final int FIELD_DIMS = 1;
  private static final int FIELD_DATA_TYPE = 2;
  private static final int FIELD_NAME = 8;
  private static final int FIELD_RAW_DATA = 9;

  /** The number of bytes to convert at once. */
  private static final int CHUNK = 1 << 16;

  /** Returns a tensor of floats, which are asked for once, when the model is written. */
  static OnnxTensor floats(String name, List<Integer> sides, Supplier<float[]> values) {
    long count = count(sides);
    return new OnnxTensor(
        name,
        sides,
        FLOAT,
        count * Float.BYTES,
        out -> write(checked(name, values.get(), count), out));
  }

  /**
   * Returns such a tensor whose values come in another order of the axes.
   *
   * @param original the sides in that order
   */
  static OnnxTensor permuted(
      String name, Permutation order, List<Integer> original, Supplier<float[]> values) {
    long count = count(original);
    return floats(
        name,
        order.sides(original),
        () -> order.values(checked(name, values.get(), count), original));
  }

  static OnnxTensor scalar(String name, float value) {
    return floats(name, List.of(), () -> new float[] {value});
  }

  static OnnxTensor integers(String name, List<Integer> values) {
    ByteBuffer bytes = littleEndian(values.size() * Long.BYTES);
    values.forEach(bytes::putLong);
    return new OnnxTensor(
        name,
        List.of(values.size()),
        INT64,
        bytes.capacity(),
        out -> out.writeRawBytes(bytes.array()));
  }

  ProtoMessage toMessage() {
    ProtoMessage message = new ProtoMessage();
    sides.forEach(side -> message.number(FIELD_DIMS, side));
    return message
        .number(FIELD_DATA_TYPE, type)
        .text(FIELD_NAME, name)
        .raw(FIELD_RAW_DATA, bytes, content);
  }

  private static long count(List<Integer> sides) {
    return sides.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  private static float[] checked(String name, float[] values, long count) {
    if (values.length != count) {
      throw new IllegalStateException(
          "tensor %s has %d values, but its shape holds %d".formatted(name, values.length, count));
    }
    return values;
  }

  private static void write(float[] values, CodedOutputStream out) throws IOException {
    ByteBuffer bytes = littleEndian(CHUNK);
    int atOnce = CHUNK / Float.BYTES;
    for (int from = 0; from < values.length; from += atOnce) {
      int some = Math.min(atOnce, values.length - from);
      bytes.asFloatBuffer().put(values, from, some);
      out.writeRawBytes(bytes.array(), 0, some * Float.BYTES);
    }
  }

  private static ByteBuffer littleEndian(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
