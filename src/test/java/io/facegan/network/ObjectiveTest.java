package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectiveTest {
  static Stream<Objective> presets() {
    return Stream.of(
        Objective.tutorial(),
        Objective.nonSaturating(),
        Objective.leastSquares(),
        Objective.hinge(),
        Objective.relativistic());
  }

  /** The discriminator wants large logits of real images, the generator of its own. */
  @ParameterizedTest
  @MethodSource("presets")
  void terms_pullTheRightWay(Objective objective) {
    for (double logit : new double[] {-0.75, -0.1, 0, 0.3, 0.9}) {
      assertThat(slope(objective.real(), logit)).as(objective.name()).isNegative();
      assertThat(slope(objective.generator(), logit)).as(objective.name()).isNegative();
    }
    for (double logit : new double[] {0.1, 0.5, 2}) {
      assertThat(slope(objective.fake(), logit)).as(objective.name()).isPositive();
    }
  }

  @Test
  void crossEntropy_isThatOfTheSigmoid() {
    for (double logit : new double[] {-700, -3, 0, 0.5, 30, 700}) {
      double p = 1 / (1 + Math.exp(-logit));
      double q = 1 / (1 + Math.exp(logit));
      for (double label : new double[] {0, 0.1, 0.9, 1}) {
        double expected =
            (label == 0 ? 0 : label * -Math.log(p)) + (label == 1 ? 0 : (1 - label) * -Math.log(q));
        if (Double.isFinite(expected)) {
          assertThat(new LossTerm.CrossEntropy(label).value(logit))
              .isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
        }
      }
    }
    assertThat(new LossTerm.CrossEntropy(1).value(-700)).isEqualTo(700);
  }

  @ParameterizedTest
  @CsvSource({"2, 0, 3, -2", "-2, 3, 0, 2", "0.25, 0.75, 1.25, -0.25"})
  void hinge_isThePapers(double logit, double real, double fake, double generator) {
    Objective hinge = Objective.hinge();
    assertThat(hinge.real().value(logit)).isEqualTo(real);
    assertThat(hinge.fake().value(logit)).isEqualTo(fake);
    assertThat(hinge.generator().value(logit)).isEqualTo(generator);
  }

  @Test
  void leastSquares_isHalfTheSquare() {
    assertThat(Objective.leastSquares().real().value(3)).isEqualTo(2);
    assertThat(Objective.leastSquares().fake().value(3)).isEqualTo(4.5);
  }

  @Test
  void smoothed_changesTheRealLabelAlone() {
    Objective plain = Objective.nonSaturating();
    Objective smoothed = plain.smoothed(0.9);
    assertThat(smoothed.real()).isEqualTo(new LossTerm.CrossEntropy(0.9));
    assertThat(smoothed.fake()).isEqualTo(plain.fake());
    assertThat(smoothed.generator()).isEqualTo(plain.generator());
    assertThat(smoothed.describe()).contains("0.9 t");
  }

  @Test
  void smoothed_outOfRange_isRefused() {
    for (double label : new double[] {0, -0.5, 1.5, Double.NaN}) {
      assertThatExceptionOfType(FaceGanException.class)
          .isThrownBy(() -> Objective.nonSaturating().smoothed(label))
          .withMessageContaining(Double.toString(label));
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Objective.hinge().smoothed(0.9))
        .withMessageContaining("hinge")
        .withMessageContaining("cross-entropy");
  }

  private static double slope(LossTerm term, double logit) {
    return (term.value(logit + 1e-5) - term.value(logit - 1e-5)) / 2e-5;
  }
}
