package io.facegan.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes one picture with ImageIO, distrustful of what the file claims and without disk cache. */
final class PictureDecoder {
  static final long MAX_PIXELS = 100_000_000;

  /** Pictures from this size on are decoded one at a time, so that few of them fit any heap. */
  private static final long LARGE_PIXELS = 16_000_000;

  private static final Object ONE_LARGE_AT_A_TIME = new Object();

  private PictureDecoder() {}

  /**
   * Decodes the first picture in a stream, which stays open.
   *
   * @throws IOException if it is not a whole picture of at most 100 megapixels; the message says
   *     why
   */
  static BufferedImage decode(InputStream stream) throws IOException {
    try (ImageInputStream input = new MemoryCacheImageInputStream(stream)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new IOException(notAPicture(input));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return decode(reader);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    long pixels = (long) width * height;
    if (pixels > MAX_PIXELS) {
      throw new IOException(
          Text.format(
              "it claims %dx%d pixels, %,d megapixels, but at most %d are read: scale it down",
              width, height, pixels / 1_000_000, MAX_PIXELS / 1_000_000));
    }
    if (pixels < LARGE_PIXELS) {
      return decodeWhole(reader);
    }
    synchronized (ONE_LARGE_AT_A_TIME) {
      return decodeWhole(reader);
    }
  }

  private static BufferedImage decodeWhole(ImageReader reader) throws IOException {
    // The JPEG reader fills what is missing of a cut-off file with grey and only warns of it.
    AtomicReference<String> damage = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
            damage.set(warning);
          }
        });
    BufferedImage image = reader.read(0);
    if (damage.get() != null) {
      throw new IOException("it is cut off or damaged: " + damage.get());
    }
    return image;
  }

  private static String notAPicture(ImageInputStream input) throws IOException {
    byte[] start = new byte[8];
    int length = input.read(start);
    if (length < 1) {
      return "it is empty";
    }
    return "it is not a picture of a known format: it starts with bytes "
        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(start, 0, length);
  }
}
