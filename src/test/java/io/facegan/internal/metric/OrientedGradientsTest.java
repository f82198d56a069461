package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrientedGradientsTest {
  private static final int FINE = 8 * 8 * 9;

  @Test
  void of_plainImage_isNothing() {
    double[] features = OrientedGradients.of(Made.grey(32, 32, (y, x) -> 90))[0];
    assertThat(features).hasSize(FINE + 4 * 4 * 9).containsOnly(0);
  }

  @Test
  void of_slope_hasOneOrientationEverywhere() {
    double[] across = OrientedGradients.of(Made.grey(32, 32, (y, x) -> 7 * x))[0];
    double[] down = OrientedGradients.of(Made.grey(32, 32, (y, x) -> 7 * y))[0];
    for (int i = 0; i < across.length; i++) {
      assertThat(across[i] > 0).isEqualTo(i % 9 == 0);
      // 90 degrees lie half way between the orientations of 80 and 100.
      assertThat(down[i] > 0).isEqualTo(i % 9 == 4 || i % 9 == 5);
    }
    // A slope of 14 over two pixels, beside the contrast of its surroundings and 5 levels.
    assertThat(across[27 * 9]).isEqualTo(14 / Math.sqrt(14 * 14 + 25), within(1e-12));
  }

  @Test
  void of_negative_isTheSame() {
    ImageBatch faces = Made.faces(1, 2, 32);
    byte[] negative = faces.pixels().clone();
    for (int i = 0; i < negative.length; i++) {
      negative[i] = (byte) (255 - (negative[i] & 255));
    }
    double[] found = OrientedGradients.of(new ImageBatch(faces.shape(), 2, negative))[1];
    assertThat(Made.largestDifference(found, OrientedGradients.of(faces)[1])).isLessThan(1e-9);
  }

  @Test
  void of_largeImages_areHalvedFirst() {
    double[] small = OrientedGradients.of(Made.grey(64, 64, (y, x) -> 60 * (x / 16)))[0];
    double[] large = OrientedGradients.of(Made.grey(128, 128, (y, x) -> 60 * (x / 32)))[0];
    assertThat(Made.largestDifference(small, large)).isLessThan(0.3);
  }

  @Test
  void of_smallImages_haveACellForEachPixel() {
    assertThat(OrientedGradients.of(Made.random(new ImageShape(3, 5, 1), 2, 1))[0])
        .hasSize((3 * 5 + 3 * 4) * 9);
    assertThat(Arrays.stream(OrientedGradients.of(Made.single(7))[0]).sum()).isZero();
  }
}
