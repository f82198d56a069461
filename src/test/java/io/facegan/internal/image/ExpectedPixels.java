package io.facegan.internal.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The pixels that another decoder gives for an image of the test resources; {@code images/make.py}
 * wrote both.
 *
 * @param rgba four bytes per pixel, not premultiplied
 */
public record ExpectedPixels(int width, int height, byte[] rgba) {
  private static final String FOLDER = "/images/";

  /** Returns all images by their file names. */
  public static Map<String, ExpectedPixels> all() {
    Map<String, ExpectedPixels> all = new TreeMap<>();
    try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(file("expected.gz")))) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed.readAllBytes()));
      while (in.available() > 0) {
        String name = in.readUTF();
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        all.put(name, new ExpectedPixels(width, height, in.readNBytes(4 * width * height)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Returns the content of a file beside them. */
  public static byte[] file(String name) {
    try (InputStream in = ExpectedPixels.class.getResourceAsStream(FOLDER + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a pixel blended with a background, rounded. */
  public int on(int background, int x, int y) {
    int at = 4 * (y * width + x);
    int alpha = rgba[at + 3] & 255;
    int laid = 0;
    for (int band = 0; band < 3; band++) {
      int behind = background >> 16 - 8 * band & 255;
      int value = ((rgba[at + band] & 255) * alpha + behind * (255 - alpha) + 127) / 255;
      laid = laid << 8 | value;
    }
    return laid;
  }
}
