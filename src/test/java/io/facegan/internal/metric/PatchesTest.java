package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.ImageShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchesTest {
  private static final int NUMBERS = 7 * 7;

  @Test
  void of_eachLevelHas2048PatchesOf7x7() {
    List<Patches> levels = Patches.of(Made.random(ImageShape.rgb(64, 70), 2, 1));
    assertThat(levels).hasSize(3);
    for (Patches level : levels) {
      assertThat(level.channels()).isEqualTo(3);
      assertThat(level.elementsPerChannel()).isEqualTo(NUMBERS);
      assertThat(level.values()).hasDimensions(3 * NUMBERS, 2_048);
    }
  }

  @Test
  void of_patchesAreSquaresOfTheImages() {
    // The channels are a pixel's row, its column and the number of its image.
    double[][] values = located(5).values();
    boolean[][] seen = new boolean[14][24];
    for (int patch = 0; patch < Patches.COUNT; patch++) {
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
    for (double image : located(5).values()[2 * NUMBERS]) {
      given[(int) image]++;
    }
    assertThat(given).containsExactly(409, 410, 409, 410, 410);
  }

  @Test
  void of_placesAreTheSameForAnyImages() {
    double[][] few = located(2).values();
    double[][] many = located(200).values();
    assertThat(many[0]).isEqualTo(few[0]);
    assertThat(many[NUMBERS]).isEqualTo(few[NUMBERS]);
    assertThat(many[2 * NUMBERS]).isNotEqualTo(few[2 * NUMBERS]);
  }

  @Test
  void of_smallImages_areTheirOnlyPatch() {
    List<Patches> levels =
        Patches.of(Made.images(new ImageShape(2, 9, 1), 1, (image, y, x, c) -> 10 * y));
    assertThat(levels).hasSize(1);
    double[][] values = levels.get(0).values();
    assertThat(values).hasDimensions(2 * 7, Patches.COUNT);
    for (int number = 0; number < 14; number++) {
      assertThat(values[number]).containsOnly(10 * (number / 7));
    }
  }

  @Test
  void of_moreImagesThanPatches_leavesOutSome() {
    int[] levels = new int[3_000];
    Arrays.setAll(levels, image -> 1 + image % 250);
    double[] values = Patches.of(Made.single(levels)).get(0).values()[0];
    int image = -1;
    for (double value : values) {
      do {
        image++;
      } while (levels[image] != value);
    }
    assertThat(image).as("each patch's image comes after the last's").isBetween(2_990, 2_999);
  }

  private static Patches located(int images) {
    ImageShape shape = ImageShape.rgb(20, 30);
    return Patches.of(
            Made.images(shape, images, (image, y, x, c) -> c == 0 ? y : c == 1 ? x : image))
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
