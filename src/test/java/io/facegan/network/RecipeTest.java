package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
  private static final Recipe PORTRAIT = Recipe.portrait();

  @Test
  void toBuilder_changesOnePart() {
    Recipe larger = PORTRAIT.toBuilder().batchSize(64).build();
    assertThat(larger.batchSize()).isEqualTo(64);
    assertThat(larger.toBuilder().batchSize(8).build()).isEqualTo(PORTRAIT);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.toBuilder().batchSize(0).build())
        .withMessageContaining("batch size is 0");
  }

  @Test
  void portrait_describesEveryPart() {
    assertThat(PORTRAIT.describe())
        .contains("Batch size 8", "relativistic pairing", "gamma 0.3 on real and 0.3 on generated")
        .contains("every 4 steps", "half-life of 5000.0 images", "0.1", "0.0032", "0.0016");
  }

  @Test
  void augmentation_risesEvenlyAndIsDescribed() {
    Augmentation rising = new Augmentation(EnumSet.of(Augmentation.Kind.COLOUR), 0.4, 1_000);
    assertThat(rising.probability(0)).isZero();
    assertThat(rising.probability(250)).isCloseTo(0.1, within(1e-12));
    assertThat(rising.probability(5_000)).isEqualTo(0.4);
    assertThat(Augmentation.of(0.3).probability(0)).isEqualTo(0.3);
    Recipe recipe = PORTRAIT.toBuilder().augmentation(rising).build();
    assertThat(recipe.describe()).contains("colour with probability 0.4", "1,000 images");
    assertThat(PORTRAIT.describe()).contains("No augmentation");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void augmentation_outOfRange_isRefused(double probability) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Augmentation.of(probability))
        .withMessageContaining(String.valueOf(probability))
        .withMessageContaining("from 0 to 1");
  }

  @Test
  void augmentation_withoutKindsOrWithANegativeRise_isRefused() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Augmentation(Set.of(), 0.5, 0))
        .withMessageContainingAll("no kinds", "colour, translation, cutout");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Augmentation(Set.of(Augmentation.Kind.CUTOUT), 0.5, -1))
        .withMessageContaining("-1");
  }

  @ParameterizedTest
  @CsvSource({"64x64, 4", "128x128, 5", "32x32, 3", "256x256, 6", "96x64, 4", "112x80, 4"})
  void portrait_takesManySizes(String size, int doublings) {
    String[] sides = size.split("x");
    ImageShape image = ImageShape.rgb(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    Networks networks = Networks.portrait(image);
    assertThat(networks.imageShape()).isEqualTo(image);
    assertThat(
            networks.generator().layers().stream().filter(TransposedConvolution.class::isInstance))
        .hasSize(doublings);
  }

  @Test
  void portrait_otherSizes_areRefusedWithTheNearest() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Networks.portrait(ImageShape.rgb(100, 100)))
        .withMessageContaining("100x100")
        .withMessageContaining("96x96");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Networks.portrait(ImageShape.rgb(4, 4)))
        .withMessageContaining("8x8");
  }

  @Test
  void penalty_onLayersWithoutSecondDerivative_isRefusedByName() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.toBuilder().networks(Networks.small()).build())
        .withMessageContaining("discriminator/batch_norm_1")
        .withMessageContaining("leaky ReLU");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.toBuilder().objective(Objective.tutorial()).build())
        .withMessageContaining("binary cross-entropy")
        .withMessageContaining("joint");
  }

  @Test
  void plannedFor_setsTheEndOnce() {
    Recipe planned = PORTRAIT.plannedFor(1_000);
    assertThat(planned.schedule().images()).isEqualTo(1_000);
    assertThat(planned.plannedFor(9_000)).isEqualTo(planned);
    assertThat(Recipe.small().plannedFor(1_000)).isEqualTo(Recipe.small());
  }

  @Test
  void schedule_fallsByACosineAndStays() {
    RateSchedule schedule = RateSchedule.cosine(0.1).plannedFor(1_000);
    assertThat(schedule.factor(0)).isEqualTo(1);
    assertThat(schedule.factor(500)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.factor(1_000)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.factor(5_000)).isCloseTo(0.1, within(1e-12));
    assertThat(RateSchedule.CONSTANT.factor(5_000)).isEqualTo(1);
  }

  @Test
  void averaging_forgetsTheBeginning() {
    Averaging averaging = new Averaging(5_000, 0.05);
    assertThat(averaging.decay(0, 16)).isZero();
    // 0.05 * 1,000 = 50 images
    assertThat(averaging.decay(1_000, 16)).isCloseTo(Math.pow(0.5, 16 / 50.0), within(1e-12));
    assertThat(averaging.decay(10_000_000, 16))
        .isCloseTo(Math.pow(0.5, 16 / 5000.0), within(1e-12));
    assertThat(Averaging.NONE.isNone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void gamma_outOfRange_isRefused(double gamma) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new GradientPenalty(gamma, 0, 1))
        .withMessageContaining(Double.toString(gamma));
  }

  @Test
  void continued_keepsTheLastRatesAndAPenaltyInEveryStep() {
    Recipe continued = PORTRAIT.continued();
    assertThat(continued.generatorAdam().learningRate()).isCloseTo(3.2e-4, within(1e-12));
    assertThat(continued.penalty()).isEqualTo(new GradientPenalty(0.3, 0.3, 1));
    assertThat(continued.schedule()).isEqualTo(RateSchedule.CONSTANT);
  }
}
