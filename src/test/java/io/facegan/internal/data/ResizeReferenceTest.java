package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.Framing;
import io.facegan.image.SourceImage;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scaling beside Pillow's antialiased bicubic filter: {@code resize/make.py} wrote the images.
 * Pillow rounds once more between the axes.
 */
class ResizeReferenceTest {
  private static final double MEAN = 0.3;
  private static final int LARGEST = 3;

  @ParameterizedTest
  @CsvSource({
    "face.png, face-64x64.png",
    "face.png, face-37x37.png",
    "face.png, face-128x128.png",
    "face.png, face-48x96.png",
    "small.png, small-64x64.png"
  })
  void resize_isNearPillows(String source, String expected) throws IOException {
    BufferedImage wanted = read(expected);
    byte[] ours = resized(source, wanted.getHeight(), wanted.getWidth());
    double sum = 0;
    int most = 0;
    for (int i = 0; i < ours.length; i++) {
      int pixel = wanted.getRGB(i / 3 % wanted.getWidth(), i / 3 / wanted.getWidth());
      int difference = Math.abs((ours[i] & 255) - (pixel >> 16 - 8 * (i % 3) & 255));
      sum += difference;
      most = Math.max(most, difference);
    }
    assertThat(sum / ours.length).as("mean difference in grey levels").isLessThan(MEAN);
    assertThat(most).as("largest difference").isLessThan(LARGEST);
  }

  private static byte[] resized(String source, int height, int width) throws IOException {
    Packing packing =
        new Packing(ImageShape.rgb(height, width), Framing.RESIZE, Color.WHITE, false);
    return new ImageFramer(packing).frame(SourceImage.of(read(source), "PNG")).pixels();
  }

  private static BufferedImage read(String name) throws IOException {
    return ImageIO.read(ResizeReferenceTest.class.getResource("/resize/" + name));
  }
}
