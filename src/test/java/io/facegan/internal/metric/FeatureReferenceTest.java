package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.util.SplitMix;
import io.facegan.metric.Likeness;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The distances of sets of vectors whose distributions are known. */
class FeatureReferenceTest {
  @Test
  void compare_sameVectors() {
    double[][] vectors = normal(60, 5, 1, 0, 1);
    Likeness same = new FeatureReference(vectors).compare(vectors);
    assertThat(same.frechetDistance()).isEqualTo(0, within(1e-6));
    assertThat(same.precision()).isEqualTo(1);
    assertThat(same.recall()).isEqualTo(1);
    assertThat(same.coverage()).isEqualTo(1);
    // Each lies in its own ball and, on average, in those of 5 others.
    assertThat(same.density()).isEqualTo(6 / 5.0, within(1e-12));
  }

  @Test
  void frechet_isThatOfTheNormalDistributions() {
    // |m1 - m2|^2 = 2 * 4; (1 - 3)^2 for each of the two dimensions.
    double found = compare(normal(300, 2, 1, 0, 1), normal(300, 2, 2, 2, 3)).frechetDistance();
    assertThat(found).isEqualTo(8 + 2 * 4, within(1.5));
  }

  @Test
  void frechet_ofSetsThatAreKnownExactly() {
    // Variances 2 d^2 / 1 along one axis: |m|^2 + (s1 - s2)^2 = 25 + 2 (1 - 3)^2.
    double[][] one = {{-1, 0}, {1, 0}};
    double[][] other = {{2, 5}, {-4, 5}};
    double found =
        FrechetDistance.of(Gram.of(one, one), Gram.of(other, other), Gram.of(one, other));
    assertThat(found).isEqualTo(25 + 1 + 2 * 4, within(1e-6));
  }

  @Test
  void kernel_ofSetsThatAreKnownExactly() {
    // (0 + 1)^3 within one, (4 / 1 + 1)^3 within the other, (0 + 1)^3 between them.
    double[][] one = {{0}, {0}};
    double[][] other = {{2}, {2}, {2}};
    double found =
        KernelDistance.of(Gram.of(one, one), Gram.of(other, other), Gram.of(one, other), 1);
    assertThat(found).isEqualTo(1 + 125 - 2);
  }

  @Test
  void kernel_isUnbiased_whateverTheNumber() {
    double sum = 0;
    for (int draw = 0; draw < 4_000; draw++) {
      double[][] one = normal(7, 3, 2 * draw, 0, 1);
      double[][] other = normal(9, 3, 2 * draw + 1, 0, 1);
      sum += KernelDistance.of(Gram.of(one, one), Gram.of(other, other), Gram.of(one, other), 3);
    }
    assertThat(sum / 4_000).isEqualTo(0, within(0.1));
  }

  @Test
  void precisionAndRecall_ofConstructedManifolds() {
    // The real ones lie around 0 and 100, half of the generated ones around 0, half around 50.
    double[][] reals = join(grid(0), grid(100));
    double[][] generated = join(grid(0.1), grid(50));
    Likeness found = compare(reals, generated);
    assertThat(found.precision()).isEqualTo(0.5);
    assertThat(found.recall()).isEqualTo(0.5);
    assertThat(found.coverage()).isEqualTo(0.5);
    assertThat(found.density()).isBetween(0.3, 0.7);
  }

  @Test
  void precision_outlierBall_misleadsItButNotDensity() {
    double[][] reals = join(grid(0), new double[][] {{60}});
    Likeness found = compare(reals, grid(50));
    assertThat(found.precision()).isEqualTo(1);
    assertThat(found.density()).isLessThan(0.3);
    assertThat(found.coverage()).isLessThan(0.1);
  }

  @Test
  void compare_tooFew_isUnknown() {
    double[][] few = normal(5, 3, 1, 0, 1);
    double[][] enough = normal(6, 3, 1, 0, 1);
    assertThat(compare(few, enough)).isEqualTo(Likeness.UNKNOWN);
    assertThat(compare(enough, few)).isEqualTo(Likeness.UNKNOWN);
    assertThat(compare(enough, enough)).isNotEqualTo(Likeness.UNKNOWN);
  }

  @Test
  void gradients_orderFacesByWhatWasDoneToThem() {
    FeatureReference reals = new FeatureReference(OrientedGradients.of(Made.faces(1, 64, 64)));
    double others = reals.compare(OrientedGradients.of(Made.faces(2, 64, 64))).kernelDistance();
    double noise =
        reals
            .compare(OrientedGradients.of(Made.random(Made.faces(2, 1, 64).shape(), 64, 1)))
            .kernelDistance();
    assertThat(others).isEqualTo(0, within(1.0));
    assertThat(noise).isGreaterThan(20);
  }

  private static Likeness compare(double[][] reals, double[][] generated) {
    return new FeatureReference(reals).compare(generated);
  }

  private static double[][] grid(double start) {
    double[][] points = new double[20][1];
    Arrays.setAll(points, i -> new double[] {start + i});
    return points;
  }

  private static double[][] join(double[][] one, double[][] other) {
    double[][] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static double[][] normal(int count, int length, long seed, double mean, double dev) {
    Random random = new Random(new SplitMix(seed, 7).nextLong());
    double[][] vectors = new double[count][length];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> mean + dev * random.nextGaussian());
    }
    return vectors;
  }
}
