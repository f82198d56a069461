package io.facegan.internal.image;

import io.facegan.image.SourceImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decodes images, validating what a file claims, without a disk cache.
 *
 * <p>A file is refused if its format shows that pixels are missing or damaged. A PNG must have
 * correct checksums. A JPEG must have its end marker, and libjpeg must report neither lost data nor
 * invalid codes. A GIF, BMP, WebP or TIFF must have all pixels of its first image. In formats other
 * than PNG, a flipped bit in the pixels may stay undetected.
 */
public final class ImageDecoder {
  /** Images with more pixels are refused by their header. */
  public static final long MAX_PIXELS = 100_000_000;

  /** Longer files are refused; a zip entry may decompress to any length. */
  public static final int MAX_BYTES = 128 << 20;

  /** The first bytes of a file that tell its format. */
  public static final int FIRST = 64;

  private static final int PART = 4 << 20;

  private ImageDecoder() {}

  /**
   * Decodes an image of any {@link ImageFormat}, which its content determines. Takes the first of
   * several frames, rotates it by its EXIF tag, and converts by an ICC profile to sRGB.
   *
   * @param bytes the whole file
   * @throws IOException if it is not a complete image of at most 100 megapixels; the message gives
   *     the reason, and the type ({@link UnusableImageException}) whether the bytes alone are it
   */
  public static SourceImage decode(byte[] bytes) throws IOException {
    ImageFormat format = checkFormat(bytes);
    return UnusableImageException.judge(
        () ->
            switch (format) {
              case JPEG -> Jpeg.read(bytes);
              case PNG -> Png.read(bytes);
              case GIF -> Gif.read(bytes);
              case BMP -> Bmp.read(bytes);
              case WEBP -> Webp.read(bytes);
              case TIFF -> Tiff.read(bytes);
            });
  }

  /**
   * Reads a stream to its end and decodes it like {@link #decode(byte[])}; leaves the stream open.
   *
   * @param name of the file, which tells the reason of a refusal where the content does not
   * @throws IOException also if the stream cannot be read or is too long
   */
  public static SourceImage decode(InputStream stream, String name) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    parts.add(stream.readNBytes(FIRST));
    checkFormat(parts.get(0), name);
    parts.add(stream.readNBytes(PART));
    if (parts.get(1).length < PART) {
      return decode(joined(parts));
    }
    return DecodeBudget.run(
        2L * MAX_BYTES,
        () -> {
          readRest(stream, parts);
          return decode(joined(parts));
        });
  }

  /** Determines the format of a file from its first 16 bytes; refuses others by name. */
  public static ImageFormat checkFormat(byte[] first) throws IOException {
    return checkFormat(first, "");
  }

  private static ImageFormat checkFormat(byte[] first, String name) throws IOException {
    return ImageFormat.of(first, name)
        .orElseThrow(() -> new UnusableImageException(ImageFormat.refusal(first, name)));
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

  /** Refuses an image that claims more than {@link #MAX_PIXELS}. */
  public static void checkPixels(long width, long height) throws IOException {
    double pixels = (double) width * height;
    if (pixels > MAX_PIXELS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it claims %dx%d pixels, %,.0f megapixels, but the limit is %d: scale it down",
              width,
              height,
              pixels / 1e6,
              MAX_PIXELS / 1_000_000));
    }
  }

  /** Returns the exception for a file of more than {@link #MAX_BYTES}. */
  public static IOException tooLong() {
    return new UnusableImageException(
        "it has more than %d MB: reduce its size".formatted(MAX_BYTES / 1_000_000));
  }

  /** Concatenates the parts and empties the list. */
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
