package io.facegan.internal.util;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes images as PNG, in memory: ImageIO's own stream would need a temporary folder. */
public final class PngEncoder {
  private PngEncoder() {}

  /** Returns the bytes of a PNG file; fails if this Java runtime cannot encode such an image. */
  public static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("this Java runtime has no PNG encoder for " + image);
      }
    }
    return bytes.toByteArray();
  }
}
