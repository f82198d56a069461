package io.facegan.internal.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Lets ImageIO read an array, without the copy or the temporary file that its own streams make.
 * Readers that go on and on past its end, as if there were something, are stopped.
 */
final class ByteInput extends ImageInputStreamImpl {
  /** One for each of the last bits, which TwelveMonkeys' reader holds when it meets the end. */
  private static final int MOST_MEETINGS = 64;

  private final byte[] bytes;
  private int meetings;

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
    meetings++;
    if (meetings > MOST_MEETINGS) {
      throw new IOException("its data end too early");
    }
    return -1;
  }
}
