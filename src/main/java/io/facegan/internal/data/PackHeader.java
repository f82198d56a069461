package io.facegan.internal.data;

import io.facegan.internal.util.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The first bytes of a pack file. Big-endian: magic (8 bytes), key (32), slot size (4), slots (4),
 * length of the index (8), checksums of the index and of all before it (4 each). The slots begin at
 * {@value #LENGTH}, the index follows the last one and ends the file.
 *
 * @param key of what was packed how, 64 hexadecimal digits
 * @param slotSize bytes an image
 * @param slots how many
 * @param indexLength bytes of the index
 * @param indexSum CRC-32C of the index
 */
record PackHeader(String key, int slotSize, int slots, long indexLength, int indexSum) {
  /** Bytes before the first slot: a page, so that slots are mapped aligned. */
  static final int LENGTH = 4096;

  private static final byte[] MAGIC = "FGPACK\n\1".getBytes(StandardCharsets.ISO_8859_1);
  private static final int KEY_LENGTH = 32;
  private static final int USED = MAGIC.length + KEY_LENGTH + 4 + 4 + 8 + 4 + 4;

  static int sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  /** Returns where the index begins. */
  long indexStart() {
    return LENGTH + (long) slots * slotSize;
  }

  ByteBuffer toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(USED);
    bytes.put(MAGIC).put(HexFormat.of().parseHex(key)).putInt(slotSize).putInt(slots);
    bytes.putLong(indexLength).putInt(indexSum);
    bytes.putInt(sum(bytes.array(), bytes.position()));
    return bytes.flip();
  }

  /**
   * Reads and checks the header of a file.
   *
   * @throws NotAPackException if the file is something else
   * @throws IOException if it is cut off or damaged; the message says how
   */
  static PackHeader read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(USED);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until all of it is there.
    }
    byte[] magic = new byte[MAGIC.length];
    bytes.flip();
    if (bytes.remaining() < USED) {
      throw new NotAPackException("it has %d bytes".formatted(bytes.remaining()));
    }
    bytes.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new NotAPackException("it begins with other bytes");
    }
    byte[] key = new byte[KEY_LENGTH];
    bytes.get(key);
    PackHeader header =
        new PackHeader(
            HexFormat.of().formatHex(key),
            bytes.getInt(),
            bytes.getInt(),
            bytes.getLong(),
            bytes.getInt());
    if (bytes.getInt() != sum(bytes.array(), USED - 4)) {
      throw new IOException("its first bytes are damaged");
    }
    long whole = header.indexStart() + header.indexLength;
    if (channel.size() != whole) {
      throw new IOException(Text.format("it has %,d bytes instead of %,d", channel.size(), whole));
    }
    return header;
  }

  /** The file is not a pack file. */
  static final class NotAPackException extends IOException {
    private static final long serialVersionUID = 1;

    NotAPackException(String message) {
      super(message);
    }
  }
}
