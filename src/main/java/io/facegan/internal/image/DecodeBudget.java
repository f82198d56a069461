package io.facegan.internal.image;

import java.io.IOException;
import java.util.Locale;

/**
 * Decides whether and when a picture is decoded, by the size that its header claims: small ones at
 * any time, large ones one after another, so that they fit any heap, and huge ones not at all.
 */
final class DecodeBudget {
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long SMALL = HEAP / 4 / Runtime.getRuntime().availableProcessors();
  private static final Object ONE_AT_A_TIME = new Object();

  private DecodeBudget() {}

  /** Something that takes memory. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Checks a picture's claims.
   *
   * @param mostPixels how many the file can hold, being as long as it is
   * @param bytesPerPixel what decoding takes, roughly
   * @return what decoding takes, to be given to {@link #take}
   * @throws IOException if that is too much
   */
  static long check(long width, long height, long mostPixels, int bytesPerPixel)
      throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("it claims %dx%d pixels: it is damaged".formatted(width, height));
    }
    long most = ImageDecoder.MAX_PIXELS;
    if (width > most || height > most || width * height > most) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it claims %dx%d pixels, %,.0f megapixels, but at most %d are read: scale it down",
              width,
              height,
              (double) width * height / 1e6,
              most / 1_000_000));
    }
    if (width * height > mostPixels) {
      throw new IOException(
          "it is cut off or damaged: it is too short for %dx%d pixels".formatted(width, height));
    }
    long bytes = width * height * bytesPerPixel;
    if (bytes > HEAP / 2) {
      throw new IOException(
          ("decoding its %dx%d pixels takes %d MB, more than half of Java's %d MB:"
                  + " raise -Xmx or scale it down")
              .formatted(width, height, bytes / 1_000_000, HEAP / 1_000_000));
    }
    return bytes;
  }

  /** Does what takes so many bytes, if they are many, alone; may be nested. */
  static <T> T take(long bytes, Work<T> work) throws IOException {
    if (bytes <= SMALL) {
      try {
        return work.run();
      } catch (OutOfMemoryError crowded) {
        // Not its own fault, but that of a large one beside it: that is waited for.
      }
    }
    synchronized (ONE_AT_A_TIME) {
      return work.run();
    }
  }
}
