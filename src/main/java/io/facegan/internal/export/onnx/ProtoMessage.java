package io.facegan.internal.export.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message as a list of fields. Its size is known in advance, and raw content is
 * requested only when it is written, so that one tensor at a time is in memory.
 */
final class ProtoMessage {
  /** Writes a field or its content. */
  interface Writer {
    void write(CodedOutputStream out) throws IOException;
  }

  private final List<Writer> fields = new ArrayList<>();
  private long size;

  /** Adds an integer or an enum code. */
  ProtoMessage number(int field, long value) {
    return add(
        field,
        CodedOutputStream.computeUInt64SizeNoTag(value),
        out -> out.writeUInt64(field, value));
  }

  /** Adds a 32-bit float. */
  ProtoMessage real(int field, float value) {
    return add(field, Float.BYTES, out -> out.writeFloat(field, value));
  }

  /** Adds a string. */
  ProtoMessage text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return raw(field, bytes.length, out -> out.writeRawBytes(bytes));
  }

  /** Adds a finished message; fields added to it later would be lost. */
  ProtoMessage message(int field, ProtoMessage value) {
    return raw(field, value.size, value::writeTo);
  }

  /** Adds bytes; {@code content} writes exactly {@code length} of them. */
  ProtoMessage raw(int field, long length, Writer content) {
    return add(
        field,
        CodedOutputStream.computeUInt64SizeNoTag(length) + length,
        out -> {
          out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
          out.writeUInt64NoTag(length);
          content.write(out);
        });
  }

  /** Returns the number of bytes that {@link #writeTo} writes. */
  long size() {
    return size;
  }

  /** Writes the fields in the order of their addition. */
  void writeTo(CodedOutputStream out) throws IOException {
    for (Writer field : fields) {
      field.write(out);
    }
  }

  private ProtoMessage add(int field, long length, Writer writer) {
    fields.add(writer);
    size += CodedOutputStream.computeTagSize(field) + length;
    return this;
  }
}
