package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;

class StructuralSimilarityTest {
  @Test
  void of_sameImage_is1_atAnyNumberOfScales() {
    for (int side : new int[] {11, 22, 64, 200}) {
      Plane plane = Plane.of(Made.random(new ImageShape(side, side, 1), 1, 1), 0, 0);
      assertThat(StructuralSimilarity.of(plane, plane)).isEqualTo(1, within(1e-9));
    }
  }

  @Test
  void of_plainImages_isTheLuminanceTerm() {
    Plane dark = Plane.of(Made.grey(11, 11, (y, x) -> 50), 0, 0);
    Plane light = Plane.of(Made.grey(11, 11, (y, x) -> 100), 0, 0);
    double c = 2.55 * 2.55;
    assertThat(StructuralSimilarity.of(dark, light))
        .isEqualTo((2 * 50 * 100 + c) / (50 * 50 + 100 * 100 + c), within(1e-9));
  }

  @Test
  void of_negative_isNever_below0() {
    Plane one = Plane.of(Made.grey(32, 32, (y, x) -> (x + y) % 2 * 255), 0, 0);
    Plane other = Plane.of(Made.grey(32, 32, (y, x) -> (x + y + 1) % 2 * 255), 0, 0);
    assertThat(StructuralSimilarity.of(one, other)).isZero();
  }

  @Test
  void ofPairs_copiesAreMoreAlikeThanFaces_noiseIsNot() {
    ImageBatch faces = Made.faces(1, 20, 32);
    double pairs = StructuralSimilarity.ofPairs(faces);
    assertThat(StructuralSimilarity.ofPairs(Made.chosen(faces, 3, 3, 3, 3))).isGreaterThan(0.999);
    assertThat(pairs).isBetween(0.05, 0.9);
    assertThat(StructuralSimilarity.ofPairs(Made.random(faces.shape(), 20, 1))).isLessThan(0.1);
  }

  @Test
  void ofPairs_tooSmallOrTooFew_isUnknown() {
    assertThat(StructuralSimilarity.ofPairs(Made.random(ImageShape.rgb(10, 64), 4, 1))).isNaN();
    assertThat(StructuralSimilarity.ofPairs(Made.faces(1, 1, 32))).isNaN();
  }
}
