package io.facegan.data;

import io.jhdf.AbstractNode;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataTypeMessage;
import java.nio.ByteOrder;
import java.util.List;

/** The type of a dataset's elements, their size in bytes, and a description for messages. */
record HdfType(Kind kind, int size, ByteOrder order, String description) {
  /** The names of HDF5's type classes, by their numbers. */
  private static final List<String> CLASSES =
      List.of(
          "integer",
          "float",
          "time",
          "text",
          "bit field",
          "opaque",
          "compound",
          "reference",
          "enum",
          "variable-length",
          "array");

  enum Kind {
    UNSIGNED,
    SIGNED,
    FLOAT,
    OTHER
  }

  static HdfType of(Dataset dataset) {
    DataType type = dataset.getDataType();
    DataTypeMessage message =
        ((AbstractNode) dataset).getHeader().getMessageOfType(DataTypeMessage.class);
    if (message.isMessageShared()) {
      // jHDF would then parse the reference to the type as the type.
      return other(type, "of a named type");
    }
    if (type instanceof FixedPoint integer) {
      return ofInteger(integer);
    }
    if (type instanceof FloatingPoint number) {
      return ofFloat(number);
    }
    int number = type.getDataClass();
    return other(type, number < CLASSES.size() ? CLASSES.get(number) : "of class " + number);
  }

  /** Returns whether elements can be samples of an image. */
  boolean isNumber() {
    return kind == Kind.UNSIGNED || kind == Kind.SIGNED || kind == Kind.FLOAT;
  }

  /** Returns this type as of another kind. */
  HdfType as(Kind other, String otherDescription) {
    return new HdfType(other, size, order, otherDescription);
  }

  private static HdfType ofInteger(FixedPoint type) {
    int bits = type.getSize() * Byte.SIZE;
    String description = (type.isSigned() ? "int" : "uint") + bits;
    boolean plain = type.getBitOffset() == 0 && type.getBitPrecision() == bits;
    if (!plain || !List.of(1, 2, 4, 8).contains(type.getSize())) {
      return other(type, description + " with unused bits");
    }
    Kind kind = type.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
    return new HdfType(kind, type.getSize(), type.getByteOrder(), description);
  }

  private static HdfType ofFloat(FloatingPoint type) {
    int exponent =
        switch (type.getSize()) {
          case 2 -> 5;
          case 4 -> 8;
          case 8 -> 11;
          default -> 0;
        };
    int bits = type.getSize() * Byte.SIZE;
    boolean standard =
        exponent > 0
            && type.getExponentSize() == exponent
            && type.getMantissaSize() == bits - exponent - 1
            && type.getMantissaLocation() == 0
            && type.getExponentLocation() == bits - exponent - 1
            && type.getSignLocation() == bits - 1
            && type.getExponentBias() == (1 << exponent - 1) - 1;
    return standard
        ? new HdfType(Kind.FLOAT, type.getSize(), type.getByteOrder(), "float" + bits)
        : other(type, "float" + bits + " of a special layout");
  }

  private static HdfType other(DataType type, String description) {
    return new HdfType(Kind.OTHER, type.getSize(), ByteOrder.LITTLE_ENDIAN, description);
  }
}
