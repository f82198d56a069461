package io.facegan.internal.image;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads the first frame of a GIF file (GIF89a), placed on the logical screen. Java's own reader
 * returns the bare frame and leaves missing pixels black.
 */
final class Gif {
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;

  private final byte[] bytes;
  private int at = 6;
  private byte[] palette;
  private int transparent = -1;

  private Gif(byte[] bytes) {
    this.bytes = bytes;
  }

  static SourceImage read(byte[] bytes) throws IOException {
    try {
      return new Gif(bytes).read();
    } catch (EOFException e) {
      throw new IOException("it is cut off", e);
    }
  }

  private SourceImage read() throws IOException {
    int screenWidth = number();
    int screenHeight = number();
    int flags = next();
    at += 2;
    palette = colourTable(flags, null);
    skipToImage();
    int x = number();
    int y = number();
    int width = number();
    int height = number();
    int imageFlags = next();
    byte[] colours = colourTable(imageFlags, palette);
    if (colours == null) {
      throw new IOException("it is damaged: its palette is missing");
    }
    int right = Math.max(screenWidth, x + width);
    int below = Math.max(screenHeight, y + height);
    if (width < 1 || height < 1) {
      throw new IOException("it is damaged: its first frame is empty");
    }
    boolean fills = right == width && below == height;
    long room = DecodeBudget.check(right, below, Long.MAX_VALUE, fills ? 2 : 5);
    SourceImage source =
        DecodeBudget.run(
            room,
            () -> {
              byte[] pixels = new GifPixels(bytes, at).decode(width * height);
              if ((imageFlags & 0x40) != 0) {
                pixels = deinterlace(pixels, width, height);
              }
              SourceImage frame = sourceImage(image(pixels, width, height, colours));
              BufferedImage screen = onScreen(frame.image(), x, y, right, below);
              return screen == null ? frame : sourceImage(screen).with(frame.traits());
            });
    at++;
    return hasSecondFrame() ? source.with(ImageTrait.FIRST_OF_SEVERAL) : source;
  }

  /** Advances to the first frame. */
  private void skipToImage() throws IOException {
    int block = next();
    while (block == EXTENSION) {
      int start = at;
      if (next() == GRAPHIC_CONTROL && start + 5 < bytes.length && (bytes[start + 2] & 1) != 0) {
        transparent = bytes[start + 5] & 255;
      }
      skipSubBlocks();
      block = next();
    }
    if (block == TRAILER) {
      throw new IOException("it has no pixels");
    }
    if (block != IMAGE) {
      throw new IOException("it is damaged: no frame begins where one is expected");
    }
  }

  /** Returns whether there is a second frame; ignores damage after the first. */
  private boolean hasSecondFrame() {
    try {
      skipSubBlocks();
      int block = next();
      while (block == EXTENSION) {
        at++;
        skipSubBlocks();
        block = next();
      }
      return block == IMAGE;
    } catch (EOFException damaged) {
      return false;
    }
  }

  private void skipSubBlocks() throws EOFException {
    int length = next();
    while (length != 0) {
      at += length;
      length = next();
    }
  }

  private byte[] colourTable(int flags, byte[] otherwise) throws IOException {
    if ((flags & 0x80) == 0) {
      return otherwise;
    }
    byte[] table = new byte[3 << (flags & 7) + 1];
    if (at + table.length > bytes.length) {
      throw new EOFException();
    }
    System.arraycopy(bytes, at, table, 0, table.length);
    at += table.length;
    return table;
  }

  /** Sorts the rows of an interlaced frame: every 8th, then the 4th between them, and so on. */
  private static byte[] deinterlace(byte[] pixels, int width, int height) {
    byte[] ordered = new byte[pixels.length];
    int row = 0;
    int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    for (int[] pass : passes) {
      for (int y = pass[0]; y < height; y += pass[1]) {
        System.arraycopy(pixels, row++ * width, ordered, y * width, width);
      }
    }
    return ordered;
  }

  private BufferedImage image(byte[] pixels, int width, int height, byte[] colours) {
    // 256 colours, so that every index is valid; missing colours are black.
    byte[] all = new byte[3 << Byte.SIZE];
    System.arraycopy(colours, 0, all, 0, colours.length);
    IndexColorModel model =
        new IndexColorModel(Byte.SIZE, 1 << Byte.SIZE, all, 0, false, transparent);
    DataBufferByte data = new DataBufferByte(pixels, pixels.length);
    return new BufferedImage(
        model,
        Raster.createInterleavedRaster(data, width, height, width, 1, new int[1], null),
        false,
        null);
  }

  private static SourceImage sourceImage(BufferedImage image) {
    return SourceImage.of(image, ImageFormat.GIF.label());
  }

  /** Returns the frame on a larger screen, or null if it fills the screen. */
  private static BufferedImage onScreen(BufferedImage frame, int x, int y, int width, int height) {
    if (frame.getWidth() == width && frame.getHeight() == height) {
      return null;
    }
    BufferedImage screen = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[frame.getWidth()];
    for (int i = 0; i < frame.getHeight(); i++) {
      frame.getRGB(0, i, row.length, 1, row, 0, row.length);
      screen.setRGB(x, y + i, row.length, 1, row, 0, row.length);
    }
    return screen;
  }

  private int number() throws EOFException {
    return next() | next() << 8;
  }

  private int next() throws EOFException {
    if (at >= bytes.length) {
      throw new EOFException();
    }
    return bytes[at++] & 255;
  }
}
