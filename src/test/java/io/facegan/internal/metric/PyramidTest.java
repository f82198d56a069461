package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.ImageShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyramidTest {
  private static final double[] WEIGHTS = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1x1",
    "30, 64, 30x64",
    "31, 40, 31x40 16x20",
    "32, 32, 32x32 16x16",
    "64, 64, 64x64 32x32 16x16",
    "128, 128, 128x128 64x64 32x32 16x16",
    "218, 178, 218x178 109x89 55x45 28x23"
  })
  void of_endsBeforeASideGetsShorterThan16(int height, int width, String sizes) {
    List<String> found =
        Pyramid.of(random(height, width)).stream()
            .map(level -> level.height() + "x" + level.width())
            .toList();
    assertThat(found).containsExactly(sizes.split(" "));
  }

  @Test
  void of_smallImage_isItsOnlyLevel() {
    Plane plane = random(30, 30);
    assertThat(Pyramid.of(plane)).containsExactly(plane);
  }

  @Test
  void of_plainImage_hasNoDetails() {
    double[] values = new double[33 * 47];
    Arrays.fill(values, 93);
    List<Plane> levels = Pyramid.of(new Plane(33, 47, values));
    assertThat(levels.get(0).values()).containsOnly(0);
    assertThat(levels.get(1).values()).containsOnly(93);
  }

  @Test
  void of_lastLevel_isTheImageReduced() {
    Plane plane = random(66, 93);
    Plane expected = reduced(reduced(plane));
    Plane last = Pyramid.of(plane).get(2);
    assertThat(last.height()).isEqualTo(17);
    assertThat(last.width()).isEqualTo(24);
    assertThat(Made.largestDifference(last.values(), expected.values())).isLessThan(1e-9);
  }

  @Test
  void of_levelsAddUpToTheImage() {
    Plane plane = random(66, 93);
    List<Plane> levels = Pyramid.of(plane);
    Plane sum = levels.get(2);
    sum = added(levels.get(1), expanded(sum, 33, 47));
    sum = added(levels.get(0), expanded(sum, 66, 93));
    assertThat(Made.largestDifference(sum.values(), plane.values())).isLessThan(1e-9);
  }

  private static Plane random(int height, int width) {
    return Plane.of(Made.random(new ImageShape(height, width, 1), 1, 5), 0, 0);
  }

  private static Plane added(Plane one, Plane other) {
    double[] values = one.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values()[i];
    }
    return new Plane(one.height(), one.width(), values);
  }

  /** REDUCE of Burt and Adelson's article, in both directions at once. */
  private static Plane reduced(Plane plane) {
    int height = (plane.height() + 1) / 2;
    int width = (plane.width() + 1) / 2;
    double[] values = new double[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int m = -2; m <= 2; m++) {
          for (int n = -2; n <= 2; n++) {
            double weight = WEIGHTS[m + 2] * WEIGHTS[n + 2];
            values[y * width + x] += weight * plane.mirrored(2 * y + m, 2 * x + n);
          }
        }
      }
    }
    return new Plane(height, width, values);
  }

  /** EXPAND of Burt and Adelson's article: only terms at whole places count. */
  private static Plane expanded(Plane plane, int height, int width) {
    double[] values = new double[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int m = -2; m <= 2; m++) {
          for (int n = -2; n <= 2; n++) {
            if ((y - m) % 2 == 0 && (x - n) % 2 == 0) {
              double weight = 4 * WEIGHTS[m + 2] * WEIGHTS[n + 2];
              values[y * width + x] += weight * plane.at(Math.abs(y - m) / 2, Math.abs(x - n) / 2);
            }
          }
        }
      }
    }
    return new Plane(height, width, values);
  }
}
