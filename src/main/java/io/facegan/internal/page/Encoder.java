package io.facegan.internal.page;

import io.facegan.internal.util.PngEncoder;
import io.facegan.internal.util.Text;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes images in so many bytes at most: exactly if that is possible, else as JPEG. */
final class Encoder {
  private static final float[] QUALITIES = {0.9f, 0.75f, 0.6f};

  /** As JPEG, faces take about so many pixels of a byte. */
  private static final double PIXELS_PER_BYTE = 6;

  private static final double SMALLER = 0.7;

  private Encoder() {}

  /** Returns an image of at most so many bytes, scaled down if it has to be. */
  static Picture encode(BufferedImage image, long step, int bytes) {
    double pixels = (double) image.getWidth() * image.getHeight();
    try {
      if (pixels <= bytes) {
        byte[] exact = PngEncoder.encode(image);
        if (exact.length <= bytes) {
          return picture(image, step, "image/png", exact);
        }
      }
      for (double scale = Math.min(1, Math.sqrt(PIXELS_PER_BYTE * bytes / pixels)); ; ) {
        BufferedImage fitting = scale < 1 ? scaled(image, scale) : image;
        for (float quality : QUALITIES) {
          byte[] encoded = jpeg(fitting, quality);
          if (encoded.length <= bytes || fitting.getWidth() == 1) {
            return picture(fitting, step, "image/jpeg", encoded);
          }
        }
        scale *= SMALLER;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode an image of the report: " + e.getMessage(), e);
    }
  }

  private static Picture picture(BufferedImage image, long step, String type, byte[] bytes) {
    String words = step < 0 ? "real images" : Text.format("step %,d", step);
    return new Picture(step, words, image.getWidth(), image.getHeight(), type, bytes);
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage scaled(BufferedImage image, double factor) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = smaller.createGraphics();
    graphics.drawImage(
        image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    return smaller;
  }
}
