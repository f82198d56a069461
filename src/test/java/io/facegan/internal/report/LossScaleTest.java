package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LossScaleTest {
  private static final double[] NONE = {};

  @Test
  void evenLosses_areAllShown() {
    LossScale scale = LossScale.of(new double[] {0.5, 0.6}, new double[] {2, 2.5});

    assertThat(scale.top()).isCloseTo(2.75, within(1e-9));
    assertThat(scale.cutOff()).isZero();
    assertThat(scale.count()).isEqualTo(4);
  }

  @Test
  void spikes_areCutOffAndCounted() {
    double[] generator = new double[1000];
    Arrays.fill(generator, 2);
    generator[0] = 80;
    generator[3] = 30;

    LossScale scale = LossScale.of(NONE, generator);

    assertThat(scale.top()).isCloseTo(2.2, within(1e-9));
    assertThat(scale.cutOff()).isEqualTo(2);
    assertThat(LossChart.axisTitle(scale, 0)).isEqualTo("loss, cut off at 2.20 (0.2% lie beyond)");
  }

  /** As of the generator under hinge losses. */
  @Test
  void lossesBelowZero_areShownToo() {
    double[] generator = new double[1000];
    Arrays.fill(generator, -3);
    generator[0] = -90;

    LossScale scale = LossScale.of(new double[] {0.5}, generator);

    assertThat(scale.bottom()).isCloseTo(-3.3, within(1e-9));
    assertThat(scale.top()).isEqualTo(1);
    assertThat(LossChart.axisTitle(scale, 0))
        .isEqualTo("loss, cut off at -3.30 and 1.00 (0.1% lie beyond)");
  }

  @Test
  void smallLosses_stillShowTheBalance() {
    LossScale scale = LossScale.of(new double[] {0.01}, new double[] {0.02});

    assertThat(scale.top()).isEqualTo(1);
    assertThat(LossChart.axisTitle(scale, 0)).isEqualTo("loss");
  }

  @Test
  void lossesOfADivergingTraining_areCutOff() {
    double[] losses = {1, 2, 1e18};

    LossScale scale = LossScale.of(losses, new double[] {1e30});

    assertThat(scale.top()).isEqualTo(LossScale.LARGEST);
    assertThat(scale.cutOff()).isEqualTo(2);
    assertThat(LossChart.axisTitle(scale, 0))
        .isEqualTo("loss, cut off at 1000000.00 (50.0% lie beyond)");
  }

  @Test
  @Timeout(60)
  void chartOfADivergingTraining_isDrawn() {
    List<LossPoint> points =
        List.of(new LossPoint(10, 0.7, 1), new LossPoint(20, 1e18, 1e30), new LossPoint(30, 5, 9));

    assertThat(LossChart.draw(points, 0).getWidth()).isEqualTo(1000);
  }

  @Test
  void notFinite_isLeftOut() {
    double[] losses = {Double.NaN, 3, Double.POSITIVE_INFINITY};

    assertThat(LossScale.of(losses, NONE).top()).isCloseTo(3.3, within(1e-9));
    assertThat(LossScale.of(new double[] {Double.NaN}, NONE)).isEqualTo(new LossScale(0, 1, 0, 0));
    assertThat(LossChart.axisTitle(new LossScale(0, 1, 0, 0), 5)).isEqualTo("loss, 5 not finite");
  }
}
