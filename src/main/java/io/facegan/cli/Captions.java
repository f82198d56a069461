package io.facegan.cli;

import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Writes numbers below faces, in digits of its own: Java draws no text where there are no fonts.
 */
final class Captions {
  private static final String CHARACTERS = "0123456789-";

  /** Seven rows of five points for each character, the leftmost point first. */
  private static final int[][] POINTS = {
    {14, 17, 19, 21, 25, 17, 14},
    {4, 12, 4, 4, 4, 4, 14},
    {14, 17, 1, 2, 4, 8, 31},
    {31, 2, 4, 2, 1, 17, 14},
    {2, 6, 10, 18, 31, 2, 2},
    {31, 16, 30, 1, 1, 17, 14},
    {6, 8, 16, 30, 17, 17, 14},
    {31, 1, 2, 4, 8, 8, 8},
    {14, 17, 17, 14, 17, 17, 14},
    {14, 17, 17, 15, 1, 2, 12},
    {0, 0, 0, 31, 0, 0, 0}
  };

  private static final int HIGH = 7;
  private static final int WIDE = 5;
  private static final int ADVANCE = WIDE + 1;
  private static final int MARGIN = 2;
  private static final int GROUND = 128;

  /**
   * Returns the shape of a face with its number below it.
   *
   * @param longest how many characters a number has at most
   */
  static ImageShape shape(ImageShape face, int longest) {
    int width = Math.max(face.width(), longest * ADVANCE + 1);
    return new ImageShape(face.height() + HIGH + 2 * MARGIN, width, face.channels());
  }

  /** Returns a face of the shape with its number below it, both in the middle. */
  static BufferedImage captioned(BufferedImage face, String number, ImageShape shape) {
    int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(shape.width(), shape.height(), type);
    WritableRaster raster = image.getRaster();
    int[] ground = new int[shape.size()];
    Arrays.fill(ground, GROUND);
    raster.setPixels(0, 0, shape.width(), shape.height(), ground);
    int[] pixels =
        face.getRaster().getPixels(0, 0, face.getWidth(), face.getHeight(), (int[]) null);
    int left = (shape.width() - face.getWidth()) / 2;
    raster.setPixels(left, 0, face.getWidth(), face.getHeight(), pixels);
    int x = (shape.width() - (number.length() * ADVANCE - 1)) / 2;
    for (char character : number.toCharArray()) {
      draw(raster, POINTS[CHARACTERS.indexOf(character)], x, face.getHeight() + MARGIN);
      x += ADVANCE;
    }
    return image;
  }

  private static void draw(WritableRaster raster, int[] rows, int left, int top) {
    int[] ink = new int[raster.getNumBands()];
    for (int y = 0; y < HIGH; y++) {
      for (int x = 0; x < WIDE; x++) {
        if ((rows[y] >> WIDE - 1 - x & 1) != 0) {
          raster.setPixel(left + x, top + y, ink);
        }
      }
    }
  }

  private Captions() {}
}
