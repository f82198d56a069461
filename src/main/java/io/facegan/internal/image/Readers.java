package io.facegan.internal.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Selects the Java runtime's own ImageIO readers, even if the application registered others. */
final class Readers {
  private static final String OF_THE_RUNTIME = "com.sun.imageio.";

  private Readers() {}

  /** Decodes the first image of a file. */
  static BufferedImage read(ImageFormat format, byte[] bytes) throws IOException {
    return read(of(format), bytes);
  }

  /** Decodes the first image of a file and disposes of the reader. */
  static BufferedImage read(ImageReader reader, byte[] bytes) throws IOException {
    try (ByteInput input = new ByteInput(bytes)) {
      reader.setInput(input, true, true);
      return reader.read(0);
    } catch (IOException e) {
      throw refusal(e);
    } catch (RuntimeException e) {
      throw damaged(e);
    } finally {
      reader.dispose();
    }
  }

  /** Returns the deepest cause, which holds the reason. */
  static IOException refusal(IOException problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message =
        deepest instanceof EOFException ? "its data ends too early" : deepest.getMessage();
    String refusal = "it cannot be decoded: " + message;
    // libjpeg's own word for a full memory.
    return refusal.contains("Insufficient memory")
        ? new EnvironmentException(refusal, problem)
        : new IOException(refusal, problem);
  }

  /** Returns the refusal for what a reader does not expect of a file. */
  static IOException damaged(RuntimeException problem) {
    return new IOException(
        "it is damaged: Java's reader fails by " + problem.getClass().getSimpleName(), problem);
  }

  /** Returns a new reader; the caller disposes of it. */
  static ImageReader of(ImageFormat format) throws IOException {
    for (boolean again : new boolean[] {false, true}) {
      if (again) {
        // ImageIO scanned with the context class loader of its first use, which may not find it.
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
    throw new EnvironmentException("this Java runtime has no reader for " + format.label(), null);
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
