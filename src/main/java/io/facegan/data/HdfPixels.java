package io.facegan.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Converts the data of a dataset to an image. */
final class HdfPixels {
  private static final int MAX = 255;

  private HdfPixels() {}

  /** Creates an image of all its samples; refuses one with a sample out of range. */
  static BufferedImage image(byte[] bytes, HdfType type, HdfLayout layout) throws IOException {
    int imageType =
        switch (layout.channels()) {
          case 1 -> BufferedImage.TYPE_BYTE_GRAY;
          case 3 -> BufferedImage.TYPE_3BYTE_BGR;
          default -> BufferedImage.TYPE_4BYTE_ABGR;
        };
    BufferedImage image = new BufferedImage((int) layout.width(), (int) layout.height(), imageType);
    byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    arrange(samples(bytes, type), layout, target);
    return image;
  }

  /** Puts rows before columns and channels in the order of these images: the last first. */
  private static void arrange(byte[] samples, HdfLayout layout, byte[] target) {
    int channels = layout.channels();
    int height = (int) layout.height();
    int width = (int) layout.width();
    int pixel = layout.planar() ? 1 : channels;
    int columnStep = layout.turned() ? height * pixel : pixel;
    int rowStep = layout.turned() ? pixel : width * pixel;
    int channelStep = layout.planar() ? height * width : 1;
    for (int channel = 0; channel < channels; channel++) {
      int at = channels - 1 - channel;
      for (int y = 0; y < height; y++) {
        int source = channel * channelStep + y * rowStep;
        for (int x = 0; x < width; x++) {
          target[at] = samples[source];
          source += columnStep;
          at += channels;
        }
      }
    }
  }

  private static byte[] samples(byte[] bytes, HdfType type) throws IOException {
    boolean plain = type.kind() == HdfType.Kind.UNSIGNED && type.size() == 1;
    return plain ? bytes : convert(ByteBuffer.wrap(bytes).order(type.order()), type);
  }

  private static byte[] convert(ByteBuffer bytes, HdfType type) throws IOException {
    byte[] samples = new byte[bytes.capacity() / type.size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          type.kind() == HdfType.Kind.FLOAT
              ? fromFloat(bytes, i * type.size(), type.size())
              : fromInteger(bytes, i * type.size(), type);
    }
    return samples;
  }

  private static byte fromFloat(ByteBuffer bytes, int index, int size) throws IOException {
    double value =
        switch (size) {
          case 2 -> half(bytes.getShort(index));
          case 4 -> bytes.getFloat(index);
          default -> bytes.getDouble(index);
        };
    if (!(value >= 0 && value <= 1)) {
      throw outOfRange(size == 8 ? Double.toString(value) : Float.toString((float) value));
    }
    return (byte) Math.round(value * MAX);
  }

  private static byte fromInteger(ByteBuffer bytes, int index, HdfType type) throws IOException {
    long value =
        switch (type.size()) {
          case 1 -> bytes.get(index);
          case 2 -> bytes.getShort(index);
          case 4 -> bytes.getInt(index);
          default -> bytes.getLong(index);
        };
    boolean unsigned = type.kind() == HdfType.Kind.UNSIGNED;
    if (unsigned && type.size() < Long.BYTES) {
      value &= (1L << type.size() * Byte.SIZE) - 1;
    }
    if (value < 0 || value > MAX) {
      throw outOfRange(unsigned ? Long.toUnsignedString(value) : Long.toString(value));
    }
    return (byte) value;
  }

  private static IOException outOfRange(String value) {
    return new IOException(
        "a value is %s: floats must be from 0 to 1, integers from 0 to 255".formatted(value));
  }

  /** Returns the value of a half-precision float: 1 sign, 5 exponent and 10 mantissa bits. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int mantissa = bits & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> mantissa * 0x1p-24f;
          case 0x1F -> mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(0x400 | mantissa, exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
