package io.facegan.internal.export.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX file, read back without any of the code that wrote it. Fields are given by their numbers:
 * those of onnx.proto, written down here a second time.
 */
final class OnnxFile {
  /** A message: for each field its values, as {@code Long}, {@code Float} or {@code byte[]}. */
  record Message(Map<Integer, List<Object>> fields) {
    List<Object> all(int field) {
      return fields.getOrDefault(field, List.of());
    }

    boolean has(int field) {
      return fields.containsKey(field);
    }

    List<Message> messages(int field) {
      return all(field).stream().map(bytes -> parse((byte[]) bytes)).toList();
    }

    Message message(int field) {
      return messages(field).get(0);
    }

    List<String> texts(int field) {
      return all(field).stream()
          .map(bytes -> new String((byte[]) bytes, java.nio.charset.StandardCharsets.UTF_8))
          .toList();
    }

    /** The field's text, or an empty one, protobuf's default. */
    String text(int field) {
      return has(field) ? texts(field).get(0) : "";
    }

    List<Long> numbers(int field) {
      return all(field).stream().map(Long.class::cast).toList();
    }

    /** The field's number, or 0, protobuf's default. */
    long number(int field) {
      return has(field) ? numbers(field).get(0) : 0;
    }

    byte[] bytes(int field) {
      return (byte[]) all(field).get(0);
    }
  }

  static Message read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  static Message parse(byte[] bytes) {
    Map<Integer, List<Object>> fields = new TreeMap<>();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        fields
            .computeIfAbsent(WireFormat.getTagFieldNumber(tag), field -> new ArrayList<>())
            .add(value(in, WireFormat.getTagWireType(tag)));
      }
    } catch (IOException damaged) {
      throw new FaceGanException("not a protobuf message", damaged);
    }
    return new Message(fields);
  }

  private static Object value(CodedInputStream in, int wireType) throws IOException {
    return switch (wireType) {
      case WireFormat.WIRETYPE_VARINT -> in.readRawVarint64();
      case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
      default -> throw new FaceGanException("wire type " + wireType);
    };
  }

  private OnnxFile() {}
}
