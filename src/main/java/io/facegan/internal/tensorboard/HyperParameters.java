package io.facegan.internal.tensorboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import org.tensorflow.proto.Summary;

/**
 * What the hparams dashboard compares runs by. TensorFlow does not ship its messages; the field
 * numbers are those of {@code tensorboard/plugins/hparams/plugin_data.proto} in TensorBoard 2.21.
 */
final class HyperParameters {
  private static final String PLUGIN = "hparams";

  /** {@code HParamsPluginData}. */
  private static final int SESSION_START_INFO = 3;

  private static final int SESSION_END_INFO = 4;

  /** {@code SessionStartInfo}, whose field 1 is that of {@link Struct}: a map to values. */
  private static final int START_TIME_SECS = 5;

  /** {@code SessionEndInfo}. */
  private static final int STATUS = 1;

  private static final int END_TIME_SECS = 2;
  private static final int STATUS_SUCCESS = 1;

  /** Returns the beginning of a session with every option that is a number, a word or a choice. */
  static Summary.Value start(JsonNode options, double seconds) {
    Struct.Builder values = Struct.newBuilder();
    flatten("", options, values);
    values.setUnknownFields(
        UnknownFieldSet.newBuilder().addField(START_TIME_SECS, real(seconds)).build());
    return value("session_start_info", SESSION_START_INFO, values.build());
  }

  /** Returns the end of a session that came to its planned end. */
  static Summary.Value end(double seconds) {
    UnknownFieldSet end =
        UnknownFieldSet.newBuilder()
            .addField(STATUS, Field.newBuilder().addVarint(STATUS_SUCCESS).build())
            .addField(END_TIME_SECS, real(seconds))
            .build();
    return value("session_end_info", SESSION_END_INFO, end);
  }

  // Lists are the layers of networks, which would only be columns without end.
  private static void flatten(String name, JsonNode node, Struct.Builder values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                      entry.getValue(),
                      values));
    } else if (node.isNumber()) {
      values.putFields(name, Value.newBuilder().setNumberValue(node.doubleValue()).build());
    } else if (node.isBoolean()) {
      values.putFields(name, Value.newBuilder().setBoolValue(node.booleanValue()).build());
    } else if (node.isTextual()) {
      values.putFields(name, Value.newBuilder().setStringValue(node.textValue()).build());
    }
  }

  private static Field real(double value) {
    return Field.newBuilder().addFixed64(Double.doubleToRawLongBits(value)).build();
  }

  private static Summary.Value value(String name, int field, MessageLite content) {
    ByteString data =
        UnknownFieldSet.newBuilder()
            .addField(field, Field.newBuilder().addLengthDelimited(content.toByteString()).build())
            .build()
            .toByteString();
    return Summaries.plugin(PLUGIN, "_hparams_/" + name, data);
  }

  private HyperParameters() {}
}
