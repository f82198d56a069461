package io.facegan.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDiagnosticsTest {
  @ParameterizedTest
  @CsvSource({
    "0, COLLAPSED",
    "0.02, COLLAPSED",
    "0.049999999999999996, COLLAPSED",
    "0.05, THIN",
    "0.39999999999999997, THIN",
    "0.4, HEALTHY",
    "1, HEALTHY",
    "Infinity, HEALTHY",
    "NaN, UNKNOWN"
  })
  void verdict_changesAtTheThresholds(double diversity, Verdict verdict) {
    assertThat(diagnostics(0, diversity).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"-0.1, HEALTHY", "1000, UNLIKE", "NaN, UNKNOWN"})
  void verdict_ofImagesThatDiffer_goesByTheKernelDistance(double kernel, Verdict verdict) {
    assertThat(ofKernel(kernel).verdict()).isEqualTo(verdict);
  }

  @Test
  void verdict_isRoughOrUnlike_aboveTheThresholds() {
    double rough = ImageDiagnostics.ROUGH_ABOVE;
    assertThat(ofKernel(rough).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(ofKernel(Math.nextUp(rough)).verdict()).isEqualTo(Verdict.ROUGH);
    double unlike = ImageDiagnostics.UNLIKE_ABOVE;
    assertThat(ofKernel(unlike).verdict()).isEqualTo(Verdict.ROUGH);
    assertThat(ofKernel(Math.nextUp(unlike)).verdict()).isEqualTo(Verdict.UNLIKE);
  }

  /** Real images have a density of 1 here. */
  @ParameterizedTest
  @CsvSource({"0.4, HEALTHY", "0.39999999999999997, ROUGH", "0, ROUGH"})
  void verdict_ofImagesThatAreNearAsAWhole_goesByTheirDensity(double density, Verdict verdict) {
    Likeness likeness = new Likeness(0.5, 6, 0.75, 0.5, density, 0.625);
    assertThat(SomeDiagnostics.of(likeness, 1, 20, 1, 1, 1, 1, 1, 1).verdict()).isEqualTo(verdict);
  }

  @Test
  void rank_isTheKernelDistance_orTheSlicedWassersteinDistance() {
    assertThat(ofKernel(0.25).rank()).isEqualTo(0.25);
    assertThat(ofKernel(Double.NaN).rank()).isEqualTo(20);
  }

  private static ImageDiagnostics ofKernel(double kernel) {
    return SomeDiagnostics.of(new Likeness(kernel, 6, 1, 1, 1, 1), 1, 20, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void verdict_thresholdsAreNeighbours_ofTheNumbersTested() {
    assertThat(Math.nextDown(ImageDiagnostics.COLLAPSED_BELOW)).isEqualTo(0.049999999999999996);
    assertThat(Math.nextDown(ImageDiagnostics.THIN_BELOW)).isEqualTo(0.39999999999999997);
  }

  @ParameterizedTest
  @CsvSource({
    "0, diversity",
    "1, distance",
    "2, checkerboard",
    "3, checkerboard of the real images",
    "6, asymmetry",
    "7, asymmetry of the real images"
  })
  void negative_isRefused(int figure, String name) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> diagnostics(figure, -0.5))
        .withMessageContainingAll(name + " is -0.5", "0 or more", "NaN");
  }

  @Test
  void negative_isAllowedForTheBorder() {
    assertThat(diagnostics(4, -0.5).borderDarkness()).isEqualTo(-0.5);
    assertThat(diagnostics(5, -0.5).borderDarknessReals()).isEqualTo(-0.5);
  }

  @Test
  void unknown_isAllowedEverywhere() {
    for (int figure = 0; figure < 8; figure++) {
      assertThat(diagnostics(figure, Double.NaN)).isEqualTo(diagnostics(figure, Double.NaN));
    }
  }

  /** Returns figures that are all 1 but one, in the order of the record. */
  private static ImageDiagnostics diagnostics(int figure, double value) {
    double[] f = {1, 1, 1, 1, 1, 1, 1, 1};
    f[figure] = value;
    return SomeDiagnostics.of(f);
  }
}
