package io.facegan.internal.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Picks the Java runtime's own ImageIO readers, whatever else the user's program registered. */
final class Readers {
  private static final String OF_THE_RUNTIME = "com.sun.imageio.";

  private Readers() {}

  /** Decodes the first picture of a file. */
  static BufferedImage read(ImageFormat format, byte[] bytes) throws IOException {
    return read(of(format), bytes);
  }

  /** Decodes the first picture of a file and disposes of the reader. */
  static BufferedImage read(ImageReader reader, byte[] bytes) throws IOException {
    try (ByteInput input = new ByteInput(bytes)) {
      reader.setInput(input, true, true);
      return reader.read(0);
    } catch (IOException e) {
      throw refusal(e);
    } finally {
      reader.dispose();
    }
  }

  /** Returns what is wrong, which readers hide in the cause of the cause. */
  static IOException refusal(IOException problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message =
        deepest instanceof EOFException ? "its data end too early" : deepest.getMessage();
    return new IOException("it cannot be decoded: " + message, problem);
  }

  /** Returns a new reader, which must be disposed of. */
  static ImageReader of(ImageFormat format) throws IOException {
    for (boolean again : new boolean[] {false, true}) {
      if (again) {
        // Found through the context class loader, which may have been another's the first time.
        ImageIO.scanForPlugins();
      }
      Iterator<ImageReaderSpi> all =
          IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
      while (all.hasNext()) {
        ImageReaderSpi reader = all.next();
        if (reader.getClass().getName().startsWith(OF_THE_RUNTIME) && reads(reader, format)) {
          return reader.createReaderInstance();
        }
      }
    }
    throw new IOException("this Java runtime has no reader for " + format.label());
  }

  private static boolean reads(ImageReaderSpi reader, ImageFormat format) {
    for (String name : reader.getFormatNames()) {
      if (name.equals(format.label())) {
        return true;
      }
    }
    return false;
  }
}
