package io.facegan.internal.image;

import io.facegan.image.SourceImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes pictures, distrustful of what a file claims and without disk cache.
 *
 * <p>A file is read if its pixels are whole as far as its format lets one know: a PNG's checksums
 * must be right; a JPEG must have its end, and libjpeg must not have met lost data or codes that
 * make no sense; a GIF, BMP or WebP must have all the pixels of its first frame. A changed bit in
 * the pixels of those other than PNG may change a picture without anyone noticing.
 */
public final class ImageDecoder {
  /** The most pixels that are read; more are refused by the header alone. */
  public static final long MAX_PIXELS = 100_000_000;

  /** The most bytes of one file; an entry of a zip may unfold to anything. */
  public static final int MAX_BYTES = 128 << 20;

  private static final int FIRST = 64;
  private static final int PART = 4 << 20;

  private ImageDecoder() {}

  /**
   * Decodes a picture of any {@link ImageFormat}, told by its content: of several frames the first,
   * turned upright by its EXIF tag if it is a JPEG that has one, in sRGB if it has an ICC profile.
   *
   * @param bytes the whole file
   * @throws IOException if it is not a whole picture of at most 100 megapixels; the message says
   *     why
   */
  public static SourceImage decode(byte[] bytes) throws IOException {
    return switch (checkFormat(bytes)) {
      case JPEG -> Jpeg.read(bytes);
      case PNG -> Png.read(bytes);
      case GIF -> Gif.read(bytes);
      case BMP -> Bmp.read(bytes);
      case WEBP -> Webp.read(bytes);
    };
  }

  /**
   * Reads a stream to its end and decodes it, as the other method does; the stream stays open.
   *
   * @throws IOException also if the stream cannot be read or is too long
   */
  public static SourceImage decode(InputStream stream) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    parts.add(stream.readNBytes(FIRST));
    checkFormat(parts.get(0));
    parts.add(stream.readNBytes(PART));
    if (parts.get(1).length < PART) {
      return decode(joined(parts));
    }
    return DecodeBudget.take(
        2L * MAX_BYTES,
        () -> {
          readRest(stream, parts);
          return decode(joined(parts));
        });
  }

  /**
   * Tells a file's format by its first bytes.
   *
   * @param first at least 16 of them, unless the file is shorter
   * @throws IOException if it is none that is read; the message says what it is instead
   */
  public static ImageFormat checkFormat(byte[] first) throws IOException {
    return ImageFormat.of(first).orElseThrow(() -> new IOException(ImageFormat.notRead(first)));
  }

  private static void readRest(InputStream stream, List<byte[]> parts) throws IOException {
    long left = MAX_BYTES - FIRST - PART;
    byte[] part;
    do {
      part = stream.readNBytes(PART);
      parts.add(part);
      left -= part.length;
      if (left < 0) {
        throw tooLong();
      }
    } while (part.length == PART);
  }

  /** Returns the refusal of a file of more than {@link #MAX_BYTES}. */
  public static IOException tooLong() {
    return new IOException(
        "it has more than %d MB: save it smaller".formatted(MAX_BYTES / 1_000_000));
  }

  /** Puts the parts together and empties the list. */
  private static byte[] joined(List<byte[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    parts.clear();
    return all;
  }
}
