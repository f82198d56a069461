package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.util.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Writes HTML that is XML too. */
final class Html {
  private Html() {}

  /** Returns a text with nothing in it that means something in HTML, or that XML forbids. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(escaped(c)));
    return escaped.toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> isAllowed(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  private static boolean isAllowed(int c) {
    boolean control = c < ' ' && c != '\t' && c != '\n';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }

  /** Returns a picture's or file's name, which may run in either direction. */
  static String name(String name) {
    return "<bdi>" + escaped(name) + "</bdi>";
  }

  /** Returns pictures in a grid as an image that is part of the page. */
  static String image(ImageBatch pictures, int columns, String alternative) {
    int rows = (pictures.count() + columns - 1) / columns;
    BufferedImage grid = ImageGrid.of(pictures, rows, columns);
    try {
      return "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\"/>"
          .formatted(
              Base64.getEncoder().encodeToString(PngEncoder.encode(grid)),
              grid.getWidth(),
              grid.getHeight(),
              escaped(alternative));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw the report's pictures: " + e.getMessage(), e);
    }
  }
}
