package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Images, files and sources for the tests of this package. */
public final class TestImages {
  private TestImages() {}

  public static BufferedImage plain(int type, int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setComposite(AlphaComposite.Src);
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  public static BufferedImage rgb(int width, int height) {
    return plain(BufferedImage.TYPE_INT_RGB, width, height, new Color(200, 120, 40));
  }

  /** Returns an image whose red is the column, green the row, and blue 7. */
  public static BufferedImage coordinates(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x << 16 | y << 8 | 7);
      }
    }
    return image;
  }

  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static void save(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  public static void zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  public static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::name).toList();
  }

  /** A source of images made on the spot. */
  public record Made(int size, Maker maker) implements ImageSource {
    public interface Maker {
      BufferedImage make(int index) throws IOException;
    }

    @Override
    public String describe() {
      return "made";
    }

    @Override
    public String name(int index) {
      return "made-" + index;
    }

    @Override
    public SourceImage read(int index) throws IOException {
      BufferedImage image = maker.make(index);
      return image == null ? null : SourceImage.of(image, "made");
    }

    @Override
    public void close() {}
  }
}
