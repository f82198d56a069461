package io.facegan.internal.export.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message, field after field. Its size is known before it is written, and raw content is
 * asked for only then, so that no more than one tensor has to be in memory.
 */
final class ProtoMessage {
  /** Writes a field, or the content of one. */
  interface Writer {
    /** Writes it. */
    void write(CodedOutputStream out) throws IOException;
  }

  private final List<Writer> fields = new ArrayList<>();
  private long size;

  /** Adds a whole number or a code. */
  ProtoMessage number(int field, long value) {
    return add(
        field,
        CodedOutputStream.computeUInt64SizeNoTag(value),
        out -> out.writeUInt64(field, value));
  }

  /** Adds a number of 32 bits with a fraction. */
  ProtoMessage real(int field, float value) {
    return add(field, Float.BYTES, out -> out.writeFloat(field, value));
  }

  /** Adds a text. */
  ProtoMessage text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return raw(field, bytes.length, out -> out.writeRawBytes(bytes));
  }

  /** Adds a finished message; fields that it is given later would be lost. */
  ProtoMessage message(int field, ProtoMessage value) {
    return raw(field, value.size, value::writeTo);
  }

  /**
   * Adds bytes.
   *
   * @param length how many
   * @param content writes exactly so many
   */
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

  /** Returns how many bytes {@link #writeTo} writes. */
  long size() {
    return size;
  }

  /** Writes the fields in the order in which they were added. */
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
