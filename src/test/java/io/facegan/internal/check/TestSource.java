package io.facegan.internal.check;

import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A collection that a test fills image by image. */
final class TestSource implements ImageSource {
  final AtomicInteger reads = new AtomicInteger();
  private final List<String> names = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();

  interface Reader {
    SourceImage read() throws IOException;
  }

  TestSource add(String name, Reader reader) {
    names.add(name);
    readers.add(reader);
    return this;
  }

  TestSource add(String name, BufferedImage image) {
    return add(name, () -> SourceImage.of(image, "PNG"));
  }

  TestSource bad(String name, String reason) {
    return add(
        name,
        () -> {
          throw new IOException(reason);
        });
  }

  @Override
  public String describe() {
    return "made images";
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public SourceImage read(int index) throws IOException {
    reads.incrementAndGet();
    return readers.get(index).read();
  }

  @Override
  public void close() {}

  static BufferedImage plain(int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
