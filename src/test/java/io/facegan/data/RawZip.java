package io.facegan.data;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Writes zip files that no well-meaning program writes (APPNOTE 6.3, sections 4.3.7 to 4.3.16). */
public final class RawZip implements AutoCloseable {
  private static final int UTF_8_NAMES = 1 << 11;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final OutputStream out;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long at;
  private int entries;

  public RawZip(Path path) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(path));
  }

  /** Adds a file as it is. */
  public RawZip add(String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    return add(name, STORED, content, content.length, (int) sum.getValue());
  }

  /**
   * Adds a file that is deflated already.
   *
   * @param length what its length is said to be
   */
  public RawZip addDeflated(String name, byte[] deflated, long length) throws IOException {
    return add(name, DEFLATED, deflated, length, 0);
  }

  /** Adds a file stored by a method of one's choice. */
  public RawZip add(String name, int method, byte[] stored, long length, int sum)
      throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer fields = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
    fields.putShort((short) 20).putShort((short) UTF_8_NAMES).putShort((short) method);
    fields.putInt(0).putInt(sum).putInt(stored.length).putInt((int) length);
    fields.putShort((short) path.length).putShort((short) 0);
    // Made by version 2.0; after the fields comment, disk and attributes, all of them 0.
    directory.writeBytes(new byte[] {'P', 'K', 1, 2, 20, 0});
    directory.writeBytes(fields.array());
    directory.writeBytes(new byte[10]);
    ByteBuffer offset = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) at);
    directory.writeBytes(offset.array());
    directory.writeBytes(path);
    write(new byte[] {'P', 'K', 3, 4});
    write(fields.array());
    write(path);
    write(stored);
    entries++;
    return this;
  }

  @Override
  public void close() throws IOException {
    long start = at;
    write(directory.toByteArray());
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054B50).putInt(0).putShort((short) entries).putShort((short) entries);
    end.putInt((int) (at - start)).putInt((int) start);
    write(end.array());
    out.close();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    at += bytes.length;
  }
}
