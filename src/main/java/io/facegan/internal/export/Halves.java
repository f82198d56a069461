package io.facegan.internal.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.tensorflow.proto.DataType;

/**
 * Kernels as 16-bit floating point values, which halves the weights of a web page: it is downloaded
 * where others are on a disk. Its images differ by a level at most.
 */
final class Halves {
  private static final float LARGEST = 65_504;
  private static final float SMALLEST_NORMAL = 0x1p-14f;
  private static final float SMALLEST = 0x1p-24f;

  /** What the exponents of 32-bit values have more, in place. */
  private static final int EXPONENTS = 112 << 23;

  private static final int DROPPED_BITS = 13;

  /**
   * Returns whether a constant is stored in this way: kernels are nearly all of the weights, while
   * a bias or an epsilon is a value that many pixels have in common.
   */
  static boolean suit(FrozenGraph.Constant constant) {
    if (constant.type() != DataType.DT_FLOAT || constant.shape().length < 2) {
      return false;
    }
    FloatBuffer values = floats(constant.bytes());
    while (values.hasRemaining()) {
      // Negated so that NaN does not suit either.
      if (!(Math.abs(values.get()) <= LARGEST)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the bytes of a constant as they are stored. */
  static byte[] stored(FrozenGraph.Constant constant) {
    if (!suit(constant)) {
      return constant.bytes();
    }
    FloatBuffer values = floats(constant.bytes());
    ByteBuffer halves =
        ByteBuffer.allocate(constant.bytes().length / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      halves.putShort(of(values.get()));
    }
    return halves.array();
  }

  /** Rounds a value in range to the nearest, of two to the even one. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float size = Math.abs(value);
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(size / SMALLEST));
    }
    int half = (1 << DROPPED_BITS - 1) - 1 + (bits >>> DROPPED_BITS & 1);
    return (short) (sign | (bits & Integer.MAX_VALUE) - EXPONENTS + half >>> DROPPED_BITS);
  }

  private static FloatBuffer floats(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private Halves() {}
}
