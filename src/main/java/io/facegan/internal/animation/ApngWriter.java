package io.facegan.internal.animation;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes an animated PNG file (as in the third edition of the PNG specification): every pixel as it
 * was drawn. Programs that know still images only show the first frame.
 */
final class ApngWriter implements FrameWriter<ApngWriter.Frame> {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int NAME = 4;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int ACTL = 0x6163544C;
  private static final int FCTL = 0x6663544C;
  private static final int FDAT = 0x66644154;
  private static final byte GREY = 0;
  private static final byte RGB = 2;
  private static final byte PAETH = 4;

  /** Higher levels take longer than drawing does, for files that are some percent smaller. */
  private static final int LEVEL = 4;

  private final int frames;
  private final int rate;
  private final DataOutputStream out;
  private int sequence;

  /**
   * A frame.
   *
   * @param data its filtered rows, deflated
   */
  record Frame(int width, int height, int bands, byte[] data) {}

  /**
   * @param frames how many there will be
   * @param rate frames a second, at most 65,535
   */
  ApngWriter(Path file, int frames, int rate) throws IOException {
    this.frames = frames;
    this.rate = rate;
    out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file.toFile())));
  }

  @Override
  public Frame encode(BufferedImage frame) {
    int width = frame.getWidth();
    int height = frame.getHeight();
    int bands = frame.getRaster().getNumBands();
    int[] samples = frame.getRaster().getPixels(0, 0, width, height, (int[]) null);
    return new Frame(width, height, bands, deflated(filtered(samples, width * bands, bands)));
  }

  /** Returns each row as differences from what its neighbours let expect, as Paeth has it. */
  private static byte[] filtered(int[] samples, int row, int bands) {
    byte[] filtered = new byte[samples.length + samples.length / row];
    int to = 0;
    for (int from = 0; from < samples.length; from += row) {
      filtered[to++] = PAETH;
      for (int i = from; i < from + row; i++) {
        boolean first = i - from < bands;
        int left = first ? 0 : samples[i - bands];
        int above = from == 0 ? 0 : samples[i - row];
        int corner = first || from == 0 ? 0 : samples[i - row - bands];
        filtered[to++] = (byte) (samples[i] - expected(left, above, corner));
      }
    }
    return filtered;
  }

  private static int expected(int left, int above, int corner) {
    int ofLeft = Math.abs(above - corner);
    int ofAbove = Math.abs(left - corner);
    int ofCorner = Math.abs(left + above - 2 * corner);
    if (ofLeft <= ofAbove && ofLeft <= ofCorner) {
      return left;
    }
    return ofAbove <= ofCorner ? above : corner;
  }

  private static byte[] deflated(byte[] rows) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setStrategy(Deflater.FILTERED);
      deflater.setInput(rows);
      deflater.finish();
      byte[] data = new byte[rows.length];
      int size = 0;
      while (!deflater.finished()) {
        if (size == data.length) {
          data = Arrays.copyOf(data, size + size / 2 + 64);
        }
        size += deflater.deflate(data, size, data.length - size);
      }
      return Arrays.copyOf(data, size);
    } finally {
      deflater.end();
    }
  }

  @Override
  public void write(Frame frame) throws IOException {
    if (sequence == 0) {
      begin(frame);
      control(frame);
      chunk(IDAT, ByteBuffer.wrap(frame.data()));
    } else {
      control(frame);
      ByteBuffer numbered = ByteBuffer.allocate(Integer.BYTES + frame.data().length);
      chunk(FDAT, numbered.putInt(sequence++).put(frame.data()).flip());
    }
  }

  private void begin(Frame frame) throws IOException {
    out.writeLong(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(frame.width()).putInt(frame.height());
    // 8 bits a sample; deflate, the five filters and no interlacing are each number 0.
    header.put((byte) 8).put(frame.bands() == 1 ? GREY : RGB).put(new byte[3]);
    chunk(IHDR, header.flip());
    // Played again and again: 0 times stands for that.
    chunk(ACTL, ByteBuffer.allocate(8).putInt(frames).putInt(0).flip());
  }

  /** The whole image, for one tick of the rate, in place of the frame before. */
  private void control(Frame frame) throws IOException {
    ByteBuffer control = ByteBuffer.allocate(26).putInt(sequence++);
    control.putInt(frame.width()).putInt(frame.height()).putInt(0).putInt(0);
    control.putShort((short) 1).putShort((short) rate).put((byte) 0).put((byte) 0);
    chunk(FCTL, control.flip());
  }

  private void chunk(int name, ByteBuffer data) throws IOException {
    byte[] named = ByteBuffer.allocate(NAME + data.remaining()).putInt(name).put(data).array();
    CRC32 sum = new CRC32();
    sum.update(named);
    out.writeInt(named.length - NAME);
    out.write(named);
    out.writeInt((int) sum.getValue());
  }

  @Override
  public void end() throws IOException {
    chunk(IEND, ByteBuffer.allocate(0));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
