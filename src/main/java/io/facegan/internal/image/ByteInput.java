package io.facegan.internal.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An ImageIO stream over an array, without a copy or a temporary file. Fails for readers that
 * continue to read beyond the end.
 */
final class ByteInput extends ImageInputStreamImpl {
  private static final int MAX_READS_AT_END = 64;

  private final byte[] bytes;
  private int readsAtEnd;

  ByteInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 255 : end();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    int count = (int) Math.min(length, bytes.length - streamPos);
    if (count <= 0) {
      return length == 0 ? 0 : end();
    }
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  private int end() throws IOException {
    readsAtEnd++;
    if (readsAtEnd > MAX_READS_AT_END) {
      throw new IOException("its data ends too early");
    }
    return -1;
  }
}
