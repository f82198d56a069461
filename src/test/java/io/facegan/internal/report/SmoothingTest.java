package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmoothingTest {
  @Test
  void centredMean_averagesTheNeighboursThereAre() {
    double[] smooth = Smoothing.centredMean(new double[] {1, 2, 6, 4}, 1);

    assertThat(smooth).containsExactly(1.5, 3, 4, 5);
  }

  @Test
  void centredMean_withRadiusZero_changesNothing() {
    assertThat(Smoothing.centredMean(new double[] {1, 2, 6}, 0)).containsExactly(1, 2, 6);
  }

  @Test
  void centredMean_leavesOutWhatIsNotFinite() {
    double[] values = {Double.NaN, Double.NaN, 4, Double.POSITIVE_INFINITY, 6};

    assertThat(Smoothing.centredMean(values, 1)).containsExactly(Double.NaN, 4, 4, 5, 6);
  }
}
