package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.ImageShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchesTest {
  private static final int NUMBERS = 7 * 7;

  @Test
  void of_eachLevelHas128PatchesOf7x7OfEachImage() {
    List<Patches> levels = Patches.of(Made.random(ImageShape.rgb(64, 70), 2, 1), 2);
    assertThat(levels).hasSize(3);
    for (Patches level : levels) {
      assertThat(level.channels()).isEqualTo(3);
      assertThat(level.count()).isEqualTo(256);
      assertThat(level.values()).hasDimensions(3 * NUMBERS, 256);
    }
  }

  @Test
  void of_patchesAreSquaresOfTheImages() {
    // The channels are a pixel's row, its column and the number of its image.
    float[][] values = located(20, 20).values();
    boolean[][] seen = new boolean[14][24];
    for (int patch = 0; patch < 2_560; patch++) {
      int top = (int) values[0][patch];
      int left = (int) values[NUMBERS][patch];
      seen[top][left] = true;
      for (int number = 0; number < NUMBERS; number++) {
        assertThat(values[number][patch]).isEqualTo(top + number / 7);
        assertThat(values[NUMBERS + number][patch]).isEqualTo(left + number % 7);
        assertThat(values[2 * NUMBERS + number][patch]).isEqualTo(values[2 * NUMBERS][patch]);
      }
    }
    assertThat(seen).isDeepEqualTo(all(14, 24));
  }

  @Test
  void of_everyImageGivesAsMany() {
    int[] given = new int[5];
    for (float image : located(5, 5).values()[2 * NUMBERS]) {
      given[(int) image]++;
    }
    assertThat(given).containsOnly(128);
  }

  @Test
  void of_placesAreTheSameForAnyImages_andOthersForEach() {
    float[][] few = located(1, 2).values();
    float[][] many = located(2, 2).values();
    assertThat(many[0]).isEqualTo(few[0]);
    assertThat(many[NUMBERS]).isEqualTo(few[NUMBERS]);
    assertThat(Arrays.copyOf(few[0], 128)).isNotEqualTo(Arrays.copyOfRange(few[0], 128, 256));
    assertThat(few[2 * NUMBERS]).as("the only image again").containsOnly(0);
  }

  @Test
  void of_smallImages_areTheirOnlyPatch() {
    List<Patches> levels =
        Patches.of(Made.images(new ImageShape(2, 9, 1), 1, (image, y, x, c) -> 10 * y), 1);
    assertThat(levels).hasSize(1);
    float[][] values = levels.get(0).values();
    assertThat(values).hasDimensions(2 * 7, 3);
    for (int number = 0; number < 14; number++) {
      assertThat(values[number]).containsOnly(10 * (number / 7));
    }
  }

  @Test
  void normalize_eachChannelHasMean0AndDeviation1() {
    Patches patches = turns(2, new double[][] {{10, 20}, {10, 20}, {-8, 0}, {0, -8}});
    patches.normalize();
    assertThat(patches.values()[0]).startsWith(-1, 1, -1, 1).hasSize(128);
    assertThat(patches.values()[1]).startsWith(-1, 1, -1, 1);
    assertThat(patches.values()[2]).startsWith(-1, 1, -1, 1);
    assertThat(patches.values()[3]).startsWith(1, -1, 1, -1);
  }

  @Test
  void normalize_faintDetails_stayFaint() {
    Patches patches = turns(2, new double[][] {{7, 7}, {99.75, 100.25}});
    patches.normalize();
    assertThat(patches.values()[0]).containsOnly(0);
    assertThat(patches.values()[1]).startsWith(-0.25f, 0.25f);
  }

  /** Returns patches whose numbers take turns between two values each. */
  private static Patches turns(int channels, double[][] pairs) {
    float[][] values = new float[pairs.length][128];
    for (int number = 0; number < pairs.length; number++) {
      double[] pair = pairs[number];
      for (int patch = 0; patch < values[number].length; patch++) {
        values[number][patch] = (float) pair[patch % 2];
      }
    }
    return new Patches(channels, values);
  }

  private static Patches located(int images, int wanted) {
    ImageShape shape = ImageShape.rgb(20, 30);
    return Patches.of(
            Made.images(shape, images, (image, y, x, c) -> c == 0 ? y : c == 1 ? x : image), wanted)
        .get(0);
  }

  private static boolean[][] all(int rows, int columns) {
    boolean[][] all = new boolean[rows][columns];
    for (boolean[] row : all) {
      Arrays.fill(row, true);
    }
    return all;
  }
}
