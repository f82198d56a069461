package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {
  @Test
  void to_sameImages_isExactly0_onEachLevel() {
    ImageBatch faces = Made.faces(1, 12, 64);
    assertThat(new SlicedWasserstein(faces, 12).to(faces)).containsExactly(0, 0, 0);
  }

  @Test
  void to_singlePixels_isTheMeanDifferenceOfTheNormalizedLevels() {
    // One number's only directions are up and down. Levels of equal numbers become -1 and 1.
    SlicedWasserstein distance = new SlicedWasserstein(Made.single(100, 120), 2);
    assertThat(distance.to(Made.single(120, 100))).containsExactly(0);
    assertThat(distance.to(Made.single(30, 240))).containsExactly(0);
    assertThat(distance.to(Made.single(110, 110))).containsExactly(1_000);
  }

  @Test
  void to_singlePixels_unevenShares() {
    // 3 of 4 at a, 1 at b have mean 0 and deviation 1 at -1/sqrt(3) and sqrt(3).
    SlicedWasserstein distance = new SlicedWasserstein(Made.single(100, 100, 120, 120), 4);
    double low = Math.abs(-1 / Math.sqrt(3) + 1);
    double middle = 1 + 1 / Math.sqrt(3);
    double high = Math.sqrt(3) - 1;
    assertThat(distance.to(Made.single(50, 50, 50, 90))[0])
        .isEqualTo(1_000 * (2 * low + middle + high) / 4, within(1e-3));
  }

  @Test
  void to_lightAndContrast_doNotMatter() {
    ImageBatch faces = Made.faces(1, 12, 32);
    byte[] dimmed = faces.pixels().clone();
    for (int i = 0; i < dimmed.length; i++) {
      dimmed[i] = (byte) ((dimmed[i] & 255) / 2 + 20);
    }
    for (double level :
        new SlicedWasserstein(faces, 12).to(new ImageBatch(faces.shape(), 12, dimmed))) {
      assertThat(level).isLessThan(20);
    }
  }

  @Test
  void to_noise_isFarOnTheFinestLevel() {
    ImageBatch faces = Made.faces(1, 40, 32);
    SlicedWasserstein distance = new SlicedWasserstein(faces, 32);
    double[] others = distance.to(Made.faces(2, 40, 32));
    double[] noise = distance.to(Made.random(ImageShape.rgb(32, 32), 40, 1));
    assertThat(others).hasSize(2);
    assertThat(noise[0]).isGreaterThan(3 * others[0]);
    assertThat(noise[1]).isGreaterThan(3 * others[1]);
  }
}
