package io.facegan.internal.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TensorFlow's records: the length of the data in 8 bytes, its checksum, the data, its checksum. A
 * reader thereby notices the half record that a killed process leaves, and ends before it.
 */
final class Records {
  private static final int MASK = 0xa282ead8;
  private static final int OVERHEAD = 16;

  /** Returns a record that holds this data. */
  static byte[] of(byte[] data) {
    ByteBuffer record = ByteBuffer.allocate(data.length + OVERHEAD).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(checksum(data, data.length));
    return record.array();
  }

  // Masked, because the checksum of data that holds its own checksum would say little.
  private static int checksum(byte[] data, int length) {
    CRC32C sum = new CRC32C();
    sum.update(data, 0, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
  }

  private Records() {}
}
