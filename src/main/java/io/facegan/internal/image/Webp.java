package io.facegan.internal.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the first frame of WebP files: extracts the pixel chunks and passes only these to
 * TwelveMonkeys' reader. Its lossy pixels differ from those of libwebp by about 1.5 grey levels in
 * photographs, and by more at colour edges.
 */
final class Webp {
  private static final int LOSSY_HEADER = 10;
  private static final int LOSSY_SIGN = 0x2A019D;
  private static final int LOSSLESS_HEADER = 5;
  private static final int LOSSLESS_SIGN = 0x2F;

  /** For the image plus the lossy planes, or the lossless pixels and their transforms. */
  private static final int BYTES_PER_PIXEL = 9;

  private Webp() {}

  static SourceImage read(byte[] bytes) throws IOException {
    WebpFile file = new WebpFile(bytes);
    boolean isLossy = file.lossy() != null;
    int size = isLossy ? lossySize(bytes, file.lossy()) : losslessSize(bytes, file.lossless());
    int width = 1 + (size & 0x3FFF);
    int height = 1 + (size >> 14 & 0x3FFF);
    int right = Math.max(file.width(), file.x() + width);
    int below = Math.max(file.height(), file.y() + height);
    BufferedImage image =
        DecodeBudget.run(
            DecodeBudget.check(right, below, Long.MAX_VALUE, BYTES_PER_PIXEL),
            () -> {
              BufferedImage decoded =
                  isLossy
                      ? lossy(bytes, file.lossy(), alpha(bytes, file.alpha(), width, height))
                      : lossless(bytes, file.lossless());
              applyProfile(file.profile(), decoded);
              return onCanvas(decoded, file.x(), file.y(), right, below);
            });
    SourceImage source = SourceImage.of(image, ImageFormat.WEBP.label());
    return file.isAnimated() ? source.with(ImageTrait.FIRST_OF_SEVERAL) : source;
  }

  private static BufferedImage lossy(byte[] bytes, WebpFile.Part part, byte[] alpha)
      throws IOException {
    byte[] frame = Arrays.copyOfRange(bytes, part.from(), part.end());
    BufferedImage colours = readChunk("VP8 ", frame);
    if (alpha == null) {
      return colours;
    }
    int width = colours.getWidth();
    BufferedImage image =
        new BufferedImage(width, colours.getHeight(), BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[width];
    for (int y = 0; y < colours.getHeight(); y++) {
      colours.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] = row[x] & 0xFFFFFF | alpha[y * width + x] << 24;
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  /** Returns the transparency of each pixel (RFC 9649, section 2.7.1.2), or null. */
  private static byte[] alpha(byte[] bytes, WebpFile.Part part, int width, int height)
      throws IOException {
    if (part == null) {
      return null;
    }
    int compression = bytes[part.from()] & 3;
    int filter = bytes[part.from()] >> 2 & 3;
    byte[] alpha = new byte[width * height];
    if (compression == 0) {
      if (part.end() - part.from() - 1 < alpha.length) {
        throw new IOException("it is cut off or damaged: some of its transparency is missing");
      }
      System.arraycopy(bytes, part.from() + 1, alpha, 0, alpha.length);
    } else {
      int size = (width - 1) | (height - 1) << 14;
      BufferedImage green = lossless(size, bytes, new WebpFile.Part(part.from() + 1, part.end()));
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        green.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          alpha[y * width + x] = (byte) (row[x] >> 8);
        }
      }
    }
    unfilter(alpha, width, filter);
    return alpha;
  }

  /** Adds each value's prediction: filter 1 from the left, 2 from above, 3 from both. */
  private static void unfilter(byte[] alpha, int width, int filter) {
    for (int i = 1; filter > 0 && i < alpha.length; i++) {
      boolean top = i >= width;
      boolean left = i % width > 0;
      int guess;
      if (!top || left && filter == 1) {
        guess = alpha[i - 1] & 255;
      } else if (!left || filter == 2) {
        guess = alpha[i - width] & 255;
      } else {
        int both = (alpha[i - 1] & 255) + (alpha[i - width] & 255);
        guess = Math.max(0, Math.min(255, both - (alpha[i - width - 1] & 255)));
      }
      alpha[i] += (byte) guess;
    }
  }

  /** Returns the sides, packed as in a lossless file (RFC 6386, section 9.1). */
  private static int lossySize(byte[] bytes, WebpFile.Part part) throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int from = part.from();
    if (part.end() - from < LOSSY_HEADER
        || (bytes[from] & 1) != 0
        || (frame.getInt(from + 2) >>> 8) != LOSSY_SIGN) {
      throw new IOException("it is damaged: its pixels begin with a wrong signature");
    }
    int width = frame.getShort(from + 6) & 0x3FFF;
    int height = frame.getShort(from + 8) & 0x3FFF;
    if (width == 0 || height == 0) {
      throw new IOException("it claims %dx%d pixels: it is damaged".formatted(width, height));
    }
    return (width - 1) | (height - 1) << 14;
  }

  private static int losslessSize(byte[] bytes, WebpFile.Part part) throws IOException {
    if (part.end() - part.from() < LOSSLESS_HEADER || bytes[part.from()] != LOSSLESS_SIGN) {
      throw new IOException("it is damaged: its pixels begin with a wrong signature");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(part.from() + 1);
  }

  private static BufferedImage lossless(byte[] bytes, WebpFile.Part part) throws IOException {
    WebpFile.Part content = new WebpFile.Part(part.from() + LOSSLESS_HEADER, part.end());
    return lossless(losslessSize(bytes, part), bytes, content);
  }

  private static BufferedImage lossless(int size, byte[] bytes, WebpFile.Part part)
      throws IOException {
    ByteBuffer content =
        ByteBuffer.allocate(part.end() - part.from() + LOSSLESS_HEADER)
            .order(ByteOrder.LITTLE_ENDIAN);
    content.put((byte) LOSSLESS_SIGN).putInt(size);
    content.put(bytes, part.from(), part.end() - part.from());
    return readChunk("VP8L", content.array());
  }

  /** Reads a chunk as a file of its own. */
  private static BufferedImage readChunk(String kind, byte[] content) throws IOException {
    int padded = content.length + (content.length & 1);
    ByteBuffer file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + padded);
    file.put(("WEBP" + kind).getBytes(StandardCharsets.US_ASCII)).putInt(content.length);
    file.put(content);
    return Readers.read(new WebPImageReaderSpi().createReaderInstance(), file.array());
  }

  private static void applyProfile(byte[] icc, BufferedImage image) {
    if (icc != null) {
      int[] colours = {0, 1, 2};
      WritableRaster all = image.getRaster();
      WritableRaster rgb =
          all.createWritableChild(0, 0, all.getWidth(), all.getHeight(), 0, 0, colours);
      IccProfile.of(icc, 3).apply(rgb);
    }
  }

  private static BufferedImage onCanvas(BufferedImage frame, int x, int y, int width, int height) {
    if (frame.getWidth() == width && frame.getHeight() == height) {
      return frame;
    }
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[frame.getWidth()];
    Arrays.fill(row, 0);
    for (int i = 0; i < frame.getHeight(); i++) {
      frame.getRGB(0, i, row.length, 1, row, 0, row.length);
      canvas.setRGB(x, y + i, row.length, 1, row, 0, row.length);
    }
    return canvas;
  }
}
