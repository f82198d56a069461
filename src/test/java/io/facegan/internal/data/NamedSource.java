package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/** White images of 8x8 with given names; one whose name ends with "broken" cannot be read. */
record NamedSource(List<String> names) implements ImageSource {
  static NamedSource of(String... names) {
    return new NamedSource(List.of(names));
  }

  @Override
  public String describe() {
    return "some images";
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
    if (name(index).endsWith("broken")) {
      throw new IOException("it is broken");
    }
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(0, 0, index);
    return SourceImage.of(image, "drawn");
  }

  @Override
  public void close() {}
}
