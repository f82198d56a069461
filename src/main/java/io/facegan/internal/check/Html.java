package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.util.HtmlText;
import io.facegan.internal.util.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Writes HTML that is also XML. */
final class Html {
  private Html() {}

  /** Marks up a name, which may be written in either direction. */
  static String name(String name) {
    return "<bdi>" + HtmlText.escape(name) + "</bdi>";
  }

  /** Returns a grid of images, embedded as a PNG. */
  static String image(ImageBatch images, int columns, String alternative) {
    BufferedImage grid = ImageGrid.of(images, columns);
    try {
      return "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\"/>"
          .formatted(
              Base64.getEncoder().encodeToString(PngEncoder.encode(grid)),
              grid.getWidth(),
              grid.getHeight(),
              HtmlText.escape(alternative));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode the report's images: " + e.getMessage(), e);
    }
  }
}
