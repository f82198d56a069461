package io.facegan.internal.report;

import io.facegan.error.FaceGanException;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Checks that text can be drawn: Java throws an error on systems without fonts. */
final class Fonts {
  static void check() {
    check(Fonts::drawText);
  }

  static void check(Runnable drawText) {
    try {
      drawText.run();
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new FaceGanException(
          ("the loss plot cannot be drawn, because this Java runtime has no usable fonts (%s):"
                  + " install fontconfig and a font such as DejaVu, or train without the loss plot")
              .formatted(e),
          e);
    }
  }

  private static void drawText() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      graphics.drawString("0", 0, 0);
    } finally {
      graphics.dispose();
    }
  }

  private Fonts() {}
}
