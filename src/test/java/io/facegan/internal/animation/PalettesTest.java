package io.facegan.internal.animation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PalettesTest {
  @Test
  void fewColours_areKeptExactly() {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xFF000000 | i * 65_793 ^ 0x00A5_3C00);
    }
    assertThat(squaredError(image, Palettes.indexed(image))).isZero();
  }

  @Test
  void greys_areKeptExactly() {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i);
    }
    BufferedImage indexed = Palettes.indexed(image);
    for (int i = 0; i < 256; i++) {
      assertThat(indexed.getRGB(i % 16, i / 16)).isEqualTo(0xFF000000 | i * 0x010101);
    }
  }

  @Test
  void oneColour_isAPalette() {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage indexed = Palettes.indexed(image);
    assertThat(((IndexColorModel) indexed.getColorModel()).getMapSize()).isEqualTo(1);
    assertThat(squaredError(image, indexed)).isZero();
  }

  /** Shades of skin on a coloured ground with some noise, as faces are. */
  @Test
  void manyColours_stayNear() {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        boolean face = Math.hypot(x - 32, y - 32) < 24;
        int light = 3 * x + random.nextInt(8);
        int red = face ? 40 + light : 20 + y;
        int green = face ? 30 + light * 3 / 4 : 60 + x;
        int blue = face ? 25 + light / 2 : 90 + y + random.nextInt(8);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    double error = Math.sqrt(squaredError(image, Palettes.indexed(image)) / (3 * 64 * 64));
    assertThat(error).isBetween(0.1, 2.5);
  }

  @Test
  void nearestColour_isTheNearestOfAll() {
    Random random = new Random(2);
    int[] palette = random.ints(200, 0, 1 << 24).toArray();
    NearestColour nearest = new NearestColour(palette);
    for (int colour : random.ints(1000, 0, 1 << 24).toArray()) {
      int least = Arrays.stream(palette).map(other -> distance(other, colour)).min().getAsInt();
      assertThat(distance(palette[nearest.of(colour)], colour)).isEqualTo(least);
    }
  }

  private static int distance(int one, int other) {
    int[] weights = {NearestColour.RED, NearestColour.GREEN, NearestColour.BLUE};
    int distance = 0;
    for (int i = 0; i < 3; i++) {
      int difference = (one >> 16 - 8 * i & 255) - (other >> 16 - 8 * i & 255);
      distance += weights[i] * difference * difference;
    }
    return distance;
  }

  private static double squaredError(BufferedImage image, BufferedImage indexed) {
    double error = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int difference =
              (image.getRGB(x, y) >> shift & 255) - (indexed.getRGB(x, y) >> shift & 255);
          error += difference * difference;
        }
      }
    }
    return error;
  }
}
