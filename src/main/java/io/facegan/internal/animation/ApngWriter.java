package io.facegan.internal.animation;

import io.facegan.internal.util.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Writes an animated PNG file (as in the third edition of the PNG specification): every pixel as it
 * was drawn. Programs that know still images only show the first frame.
 */
final class ApngWriter implements FrameWriter {
  private static final int SIGNATURE = 8;
  private static final int NAME = 4;
  private static final int CRC = 4;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int ACTL = 0x6163544C;
  private static final int FCTL = 0x6663544C;
  private static final int FDAT = 0x66644154;

  private final int frames;
  private final int rate;
  private final DataOutputStream out;
  private boolean begun;
  private int sequence;

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
  public void add(BufferedImage frame) throws IOException {
    ByteBuffer png = ByteBuffer.wrap(PngEncoder.encode(frame));
    boolean first = !begun;
    begun = true;
    if (first) {
      out.write(png.array(), 0, SIGNATURE);
    } else {
      control(frame);
    }
    png.position(SIGNATURE);
    while (png.hasRemaining()) {
      ByteBuffer data =
          png.slice(png.position() + Integer.BYTES + NAME, png.getInt(png.position()));
      int name = png.getInt(png.position() + Integer.BYTES);
      if (first && name == IHDR) {
        chunk(IHDR, data);
        // Played again and again: 0 times stands for that.
        chunk(ACTL, ByteBuffer.allocate(8).putInt(frames).putInt(0).flip());
        control(frame);
      } else if (name == IDAT) {
        if (first) {
          chunk(IDAT, data);
        } else {
          ByteBuffer numbered = ByteBuffer.allocate(Integer.BYTES + data.remaining());
          chunk(FDAT, numbered.putInt(sequence++).put(data).flip());
        }
      }
      png.position(data.arrayOffset() + data.capacity() + CRC);
    }
  }

  /** The whole image, for one tick of the rate, in place of the frame before. */
  private void control(BufferedImage frame) throws IOException {
    ByteBuffer control = ByteBuffer.allocate(26).putInt(sequence++);
    control.putInt(frame.getWidth()).putInt(frame.getHeight()).putInt(0).putInt(0);
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
