package io.facegan.internal.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * What can be read from a {@code losses.png}.
 *
 * @param image the whole plot
 */
record DrawnLosses(BufferedImage image) {
  private static final Color DISCRIMINATOR = new Color(0x1f5fa8);
  private static final Color GENERATOR = new Color(0xd9601a);
  private static final int PLOT_BOTTOM = 500;

  static DrawnLosses in(Path runFolder) throws IOException {
    return new DrawnLosses(ImageIO.read(runFolder.resolve("losses.png").toFile()));
  }

  double generatorHeight() {
    return height(GENERATOR);
  }

  double discriminatorHeight() {
    return height(DISCRIMINATOR);
  }

  /** Returns the first column with the generator's curve; the plot itself begins at about 70. */
  int generatorLeft() {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < PLOT_BOTTOM; y++) {
        if (is(GENERATOR, x, y)) {
          return x;
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Returns the mean height of a colour in the plot, from 0 at step-axis level to 1 at the top. */
  private double height(Color colour) {
    long sum = 0;
    long count = 0;
    for (int y = 0; y < PLOT_BOTTOM; y++) {
      for (int x = 100; x < image.getWidth(); x++) {
        if (is(colour, x, y)) {
          sum += y;
          count++;
        }
      }
    }
    double top = 33;
    double bottom = 515;
    return count == 0 ? Double.NaN : (bottom - (double) sum / count) / (bottom - top);
  }

  private boolean is(Color colour, int x, int y) {
    return (image.getRGB(x, y) & 0xffffff) == (colour.getRGB() & 0xffffff);
  }
}
