package io.facegan.internal.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeparationTest {
  private static final int SIZE = 20;

  @Test
  void shiftedSets_areSeparatedAlongTheShift() {
    Separation found = Separation.of(latents(1, 100, 1.5), latents(2, 100, -1.5));
    assertThat(cosine(found.vector(), 3)).isGreaterThan(0.95);
    assertThat(found.heldOut()).isGreaterThan(0.85);
  }

  /** What they do not differ in, but spread in beside it, is taken out. */
  @Test
  void spreadThatGoesWithTheShift_isNoPartOfIt() {
    List<float[]> with = latents(1, 200, 1);
    List<float[]> without = latents(2, 200, -1);
    Random random = new Random(3);
    for (List<float[]> both : List.of(with, without)) {
      for (float[] latent : both) {
        float common = 4 * (float) random.nextGaussian();
        latent[3] += common;
        latent[4] += common;
      }
    }
    float[] vector = Separation.of(with, without).vector();
    assertThat(vector[3]).isPositive();
    assertThat(vector[4]).isNegative();
    assertThat(vector[4] / vector[3]).isCloseTo(-1, within(0.5f));
  }

  @Test
  void setsThatDoNotDiffer_areToldApartByChance() {
    assertThat(Separation.of(latents(1, 100, 0), latents(2, 100, 0)).heldOut()).isBetween(0.3, 0.7);
  }

  @Test
  void equalExamples_giveADirectionStill() {
    List<float[]> with = new ArrayList<>();
    List<float[]> without = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      with.add(new float[] {1, 0});
      without.add(new float[] {0, 0});
    }
    Separation found = Separation.of(with, without);
    assertThat(found.vector()[0]).isPositive().isFinite();
    assertThat(found.heldOut()).isEqualTo(1);
  }

  @Test
  void tooFewExamples_areRefused() {
    assertThatThrownBy(() -> Separation.of(latents(1, 5, 1), latents(2, 4, 1)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("5 examples with", "4 without", "at least 5");
  }

  private static List<float[]> latents(int seed, int count, double shift) {
    Random random = new Random(seed);
    List<float[]> latents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] latent = new float[SIZE];
      for (int k = 0; k < SIZE; k++) {
        latent[k] = (float) (random.nextGaussian() + (k == 3 ? shift : 0));
      }
      latents.add(latent);
    }
    return latents;
  }

  private static double cosine(float[] vector, int axis) {
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    return vector[axis] / Math.sqrt(square);
  }
}
