package io.facegan.internal.image;

import java.io.IOException;
import org.apache.commons.io.function.IOSupplier;

/**
 * Limits the memory for decoding by the size that an image's header claims: small images are
 * decoded in parallel, large ones one at a time, huge ones not at all.
 */
final class DecodeBudget {
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long SMALL = HEAP / 4 / Runtime.getRuntime().availableProcessors();
  private static final Object ONE_AT_A_TIME = new Object();

  private DecodeBudget() {}

  /**
   * Checks the size that a header claims.
   *
   * @param maxPixels the most pixels that a file of this length can hold
   * @param bytesPerPixel roughly the memory that decoding takes
   * @return the bytes that decoding takes, for {@link #run}
   * @throws IOException if the size is impossible or too large
   */
  static long check(long width, long height, long maxPixels, int bytesPerPixel) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("it claims %dx%d pixels: it is damaged".formatted(width, height));
    }
    ImageDecoder.checkPixels(width, height);
    if (width * height > maxPixels) {
      throw new IOException(
          "it is cut off or damaged: it is too short for %dx%d pixels".formatted(width, height));
    }
    long bytes = width * height * bytesPerPixel;
    if (bytes > HEAP / 2) {
      throw new EnvironmentException(
          ("decoding its %dx%d pixels takes %d MB, more than half of Java's %d MB:"
                  + " raise -Xmx or scale it down")
              .formatted(width, height, bytes / 1_000_000, HEAP / 1_000_000),
          null);
    }
    return bytes;
  }

  /** Runs work that takes this many bytes, alone if they are many; may be nested. */
  static <T> T run(long bytes, IOSupplier<T> work) throws IOException {
    if (bytes <= SMALL) {
      try {
        return work.get();
      } catch (OutOfMemoryError crowded) {
        // A large image beside it took the memory: waits for that one, then tries again.
      }
    }
    synchronized (ONE_AT_A_TIME) {
      return work.get();
    }
  }
}
