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

  @ParameterizedTest
  @CsvSource({"64, 64, 0.3", "128, 128, 1.2", "32, 32, 0.075", "96, 64, 0.45"})
  void portrait_gammaGoesWithTheNumberOfPixels(int height, int width, double gamma) {
    GradientPenalty penalty = Recipe.portrait(ImageShape.rgb(height, width)).penalty();
    assertThat(penalty.real()).isCloseTo(gamma, within(1e-12));
    assertThat(penalty.generated()).isEqualTo(penalty.real());
  }

  @Test
  void portrait_describesEveryPart() {
    assertThat(PORTRAIT.describe())
        .contains("Batch size 8", "relativistic pairing", "gamma 0.3 on real and 0.3 on generated")
        .contains("every 4 steps", "half-life of 5000 images", "0.1", "0.0032", "0.0016");
  }

  @Test
  void augmentation_risesEvenlyAndIsDescribed() {
    Augmentation rising = new Augmentation(EnumSet.of(Augmentation.Kind.COLOUR), 0.4, 1_000, 0);
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
        .isThrownBy(() -> new Augmentation(Set.of(), 0.5, 0, 0))
        .withMessageContainingAll("no kinds", "colour, translation, cutout");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Augmentation(Set.of(Augmentation.Kind.CUTOUT), 0.5, -1, 0))
        .withMessageContaining("-1");
  }

  @Test
  void augmentation_adaptive_needsARiseAndIsDescribed() {
    Recipe adaptive = PORTRAIT.toBuilder().augmentation(Augmentation.adaptive()).build();
    assertThat(adaptive.describe()).contains("up to 0.8", "target 0.6", "20,000 images");
    assertThat(Augmentation.adaptive().probability(0)).isEqualTo(0.8);
    Set<Augmentation.Kind> cutout = Set.of(Augmentation.Kind.CUTOUT);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Augmentation(cutout, 0.5, 0, 0.6))
        .withMessageContainingAll("0.6", "rise");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Augmentation(cutout, 0.5, 100, 1))
        .withMessageContainingAll("1.0", "below 1");
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
    Recipe approximated =
        PORTRAIT.toBuilder()
            .networks(Networks.small())
            .penalty(new GradientPenalty(1, 0, 4, 0.05))
            .build();
    assertThat(approximated.describe()).contains("approximated with noise of 0.05");
  }

  @Test
  void leCam_ofLogitsWithoutALevel_isRefused() {
    LeCam pull = new LeCam(0.3, 0.99);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.toBuilder().leCam(pull).build())
        .withMessageContainingAll("relativistic pairing", "Objective.hinge()");
    assertThat(PORTRAIT.toBuilder().objective(Objective.hinge()).leCam(pull).build().describe())
        .contains("LeCam regularisation with weight 0.3");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new LeCam(-1, 0.99))
        .withMessageContaining("-1.0");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new LeCam(0.3, 1))
        .withMessageContaining("below 1");
  }

  @Test
  void discriminatorSteps_areCheckedAndDescribed() {
    assertThat(PORTRAIT.toBuilder().discriminatorSteps(3).build().describe())
        .contains("generator is updated in every 3. step");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.toBuilder().discriminatorSteps(0).build())
        .withMessageContaining("is 0");
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
    Schedule schedule = Schedule.cosine(0.1).plannedFor(1_000);
    assertThat(schedule.rates(0)).isEqualTo(1);
    assertThat(schedule.rates(500)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.rates(1_000)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.rates(5_000)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.penalties(5_000)).isEqualTo(1);
    assertThat(Schedule.CONSTANT.rates(5_000)).isEqualTo(1);
  }

  @Test
  void schedule_ofPenaltyAndBeta2_hasItsOwnFactors() {
    Schedule schedule = new Schedule(1, 0.2, 0.1, 1_000);
    assertThat(schedule.rates(1_000)).isEqualTo(1);
    assertThat(schedule.penalties(1_000)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.forgetting(500)).isCloseTo(0.55, within(1e-12));
    Recipe recipe = PORTRAIT.toBuilder().schedule(schedule).build();
    assertThat(recipe.describe())
        .contains("after 1,000 images", "penalty to 0.2 of themselves", "1 - beta2 to 0.1");
    assertThat(recipe.continued().generatorAdam().beta2()).isCloseTo(0.999, within(1e-12));
    assertThat(recipe.continued().penalty().real()).isCloseTo(0.06, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.5, Double.NaN})
  void schedule_factorOutOfRange_isRefused(double factor) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Schedule(1, factor, 1, 0))
        .withMessageContainingAll("gammas", String.valueOf(factor));
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

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1e-5, 2, Double.NaN})
  void noise_outOfRange_isRefused(double noise) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new GradientPenalty(1, 1, 1, noise))
        .withMessageContainingAll("noise", String.valueOf(noise));
  }

  @Test
  void continued_keepsTheLastRatesAndAPenaltyInEveryStep() {
    Recipe continued = PORTRAIT.continued();
    assertThat(continued.generatorAdam().learningRate()).isCloseTo(3.2e-4, within(1e-12));
    assertThat(continued.penalty()).isEqualTo(new GradientPenalty(0.3, 0.3, 1));
    assertThat(continued.schedule()).isEqualTo(Schedule.CONSTANT);
  }

  @Test
  void frozenLayers_areTheFirstWithWeights() {
    Recipe frozen = PORTRAIT.toBuilder().frozenLayers(2).build();
    assertThat(frozen.frozen())
        .extracting(PlacedLayer::name)
        .containsExactly("convolution_1", "convolution_2");
    assertThat(frozen.describe())
        .contains("\nNot trained: discriminator/convolution_1, discriminator/convolution_2\n");
    assertThat(PORTRAIT.frozen()).isEmpty();
    assertThat(PORTRAIT.describe()).doesNotContain("Not trained");
    Recipe normalised = Recipe.small().toBuilder().frozenLayers(2).build();
    assertThat(normalised.frozen())
        .extracting(PlacedLayer::name)
        .contains("convolution_1", "convolution_2", "batch_norm_1")
        .doesNotContain("convolution_3", "activation_1");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, 6})
  void frozenLayers_leaveOneToTrain(int layers) {
    Recipe.Builder builder = PORTRAIT.toBuilder().frozenLayers(layers);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(builder::build)
        .withMessage(
            "frozen layers of the discriminator are %d: it has 5 with weights, so choose 0 to 4"
                .formatted(layers));
  }

  @Test
  void rates_areMultipliedAsDecimalNumbers() {
    Recipe slower = PORTRAIT.withRatesTimes(0.3);
    assertThat(slower.generatorAdam().learningRate()).isEqualTo(9.6e-4);
    assertThat(slower.discriminatorAdam().learningRate()).isEqualTo(4.8e-4);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.withRatesTimes(0))
        .withMessageContainingAll("factor of the learning rates", "0.0");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PORTRAIT.withRatesTimes(Double.NaN))
        .withMessageContaining("NaN");
  }
}
