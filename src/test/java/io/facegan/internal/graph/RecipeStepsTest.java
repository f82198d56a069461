package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Adam;
import io.facegan.network.Augmentation;
import io.facegan.network.GradientPenalty;
import io.facegan.network.ImageShape;
import io.facegan.network.LeCam;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import io.facegan.network.Schedule;
import io.facegan.runtime.Precision;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** What recipes change in training steps beside the losses. */
class RecipeStepsTest {
  private static final int BATCH = 4;
  private static final String OF_GENERATOR = "generator/dense_1/kernel";
  private static final String OF_DISCRIMINATOR = "discriminator/convolution_1/kernel";

  static Stream<Arguments> orders() {
    return Stream.of(
        Arguments.of(Objective.tutorial(), false),
        Arguments.of(Objective.tutorial(), true),
        Arguments.of(Objective.hinge(), true),
        Arguments.of(Objective.relativistic(), true));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void discriminatorSteps_updateTheGeneratorInTheLastOfThem(Objective objective, boolean chained) {
    Recipe recipe = recipe(objective).discriminatorSteps(3).build();
    try (GanSession session = session(recipe, chained)) {
      float[] generator = session.values(OF_GENERATOR);
      float[] discriminator = session.values(OF_DISCRIMINATOR);
      for (int step = 0; step < 6; step++) {
        GanSession.Losses losses = session.step(reals(step), step);
        assertThat(losses.generator()).isFinite();
        assertThat(session.values(OF_DISCRIMINATOR)).isNotEqualTo(discriminator);
        discriminator = session.values(OF_DISCRIMINATOR);
        float[] now = session.values(OF_GENERATOR);
        assertThat(Arrays.equals(now, generator)).as("step %d", step).isEqualTo(step % 3 != 2);
        generator = now;
      }
    }
  }

  /** In a step of the discriminator alone the generator's loss is that of what it learns from. */
  @Test
  void discriminatorSteps_showTheGeneratorsLoss() {
    Recipe recipe = recipe(Objective.relativistic()).discriminatorSteps(2).build();
    try (GanSession session = session(recipe, true)) {
      GanSession.Losses losses = session.step(reals(0), 0);
      // The discriminator's softplus(-t) is the generator's softplus(t), and together they make t.
      double t = losses.generator() - losses.fake();
      assertThat(Math.abs(t)).isLessThan(2);
      assertThat(losses.generator()).isNotEqualTo(losses.real());
      assertThat(session.step(reals(1), 1).generator()).isFinite();
    }
  }

  static Stream<Arguments> ordersWithLevels() {
    return Stream.of(
        Arguments.of(Objective.tutorial(), false), Arguments.of(Objective.hinge(), true));
  }

  @ParameterizedTest
  @MethodSource("ordersWithLevels")
  void leCam_averagesTheLogitsAndPullsThem(Objective objective, boolean chained) {
    Recipe without = recipe(objective).build();
    Recipe with = recipe(objective).leCam(new LeCam(2, 0.5)).build();
    try (GanSession pulled = session(with, chained);
        GanSession plain = session(without, chained)) {
      assertThat(pulled.values("lecam/real")).containsExactly(0);
      GanSession.Losses losses = pulled.step(reals(0), 0);
      assertThat(losses.real())
          .as("shown without the pull")
          .isEqualTo(plain.step(reals(0), 0).real());
      float[] first = pulled.values("lecam/real");
      assertThat(first[0]).isNotZero();
      assertThat(pulled.values("lecam/generated")[0]).isNotZero();
      assertThat(pulled.values("optimizer/" + OF_DISCRIMINATOR + "/m"))
          .isNotEqualTo(plain.values("optimizer/" + OF_DISCRIMINATOR + "/m"));
      for (int step = 1; step < 30; step++) {
        pulled.step(reals(step), step);
        plain.step(reals(step), step);
      }
      assertThat(Math.abs(pulled.values("lecam/real")[0] - pulled.values("lecam/generated")[0]))
          .as("both kinds are pulled to each other")
          .isLessThan(0.5f);
    }
  }

  /** The pull, its slope and the averages of given logits are the formula's. */
  @Test
  void leCam_isTheFormula() {
    try (SmallGraph graph = new SmallGraph()) {
      LeCamOps ops = new LeCamOps(graph.tf, graph.variables, new LeCam(0.5, 0.9));
      graph.initialize();
      graph.assign("lecam/real", 2);
      graph.assign("lecam/generated", -1);
      var logits = graph.constant(Shape.of(2, 1), 3, 5);
      var loss = graph.tf.constant(10f);
      var onReal = ops.onReal(loss, logits, graph.variables);
      var onGenerated = ops.onGenerated(loss, logits, graph.variables);
      // 10 + 0.5 ((3 + 1)^2 + (5 + 1)^2) / 2 and 10 + 0.5 ((3 - 2)^2 + (5 - 2)^2) / 2
      assertThat(graph.run(onReal)).containsExactly(23);
      assertThat(graph.run(onGenerated)).containsExactly(12.5f);
      graph.run(List.of(), graph.moved(ops.followingReal(logits, graph.variables, onReal)));
      graph.run(
          List.of(), graph.moved(ops.followingGenerated(logits, graph.variables, onGenerated)));
      assertThat(graph.value("lecam/real")[0]).isCloseTo(2.2f, within(1e-6f));
      assertThat(graph.value("lecam/generated")[0]).isCloseTo(-0.5f, within(1e-6f));
    }
  }

  /** At the end of a schedule a step is that of the last values. */
  @Test
  void schedule_changesPenaltyAndBeta2() {
    Adam adam = new Adam(1e-3, 0, 0.9, 1e-8);
    Recipe fallen = portraitLike(new GradientPenalty(2, 2, 1), adam, Schedule.CONSTANT);
    Recipe falling =
        portraitLike(new GradientPenalty(8, 8, 1), adam, new Schedule(1, 0.25, 0.1, BATCH));
    try (GanSession session = session(falling, true);
        GanSession expected = session(fallen, true)) {
      // A step at whose beginning as many images have been seen as the schedule has.
      session.step(reals(1), 1);
      expected.step(reals(1), 1);
      float[] gradients = expected.values("optimizer/" + OF_DISCRIMINATOR + "/m");
      float[] first = session.values("optimizer/" + OF_DISCRIMINATOR + "/m");
      float[] second = session.values("optimizer/" + OF_DISCRIMINATOR + "/v");
      for (int i = 0; i < first.length; i++) {
        assertThat(first[i]).isCloseTo(gradients[i], within(1e-5f));
        // 1 - beta2 is 0.1 * 0.1 now.
        float square = first[i] * first[i];
        assertThat(second[i]).isCloseTo(0.01f * square, within(1e-5f * square + 1e-12f));
      }
      assertThat(session.values("optimizer/discriminator/beta2_power")[0])
          .isCloseTo(0.9f * 0.99f, within(1e-6f));
    }
  }

  @Test
  void adaptiveAugmentation_followsTheSignsOfTheLogits() {
    try (SmallGraph graph = new SmallGraph()) {
      Augmentation adaptive =
          new Augmentation(EnumSet.allOf(Augmentation.Kind.class), 0.5, 40, 0.25);
      AugmentationControl control =
          new AugmentationControl(graph.tf, graph.variables, adaptive, BATCH);
      graph.initialize();
      var right =
          graph.moved(
              control.following(
                  graph.constant(Shape.of(4, 1), 3, 1, 2, 5),
                  graph.variables,
                  graph.tf.constant(0f)));
      var wrong =
          graph.moved(
              control.following(
                  graph.constant(Shape.of(4, 1), -3, -1, -2, -5),
                  graph.variables,
                  graph.tf.constant(0f)));
      double kept = Math.pow(0.5, BATCH / 256.0);
      double sure = 0;
      double share = 0;
      for (int step = 0; step < 120; step++) {
        boolean isRight = step < 80;
        graph.run(List.of(), isRight ? right : wrong);
        sure = kept * sure + (1 - kept) * (isRight ? 1 : -1);
        share = Math.max(0, Math.min(1, share + (sure > 0.25 ? 0.1 : -0.1)));
        assertThat(graph.value(AugmentationControl.SURE)[0]).isCloseTo((float) sure, within(1e-4f));
        assertThat(graph.value(AugmentationControl.SHARE)[0])
            .isCloseTo((float) share, within(1e-4f));
      }
      assertThat(share).isZero();
      graph.assign(AugmentationControl.SHARE, 0.5f);
      assertThat(graph.run(control.of(graph.tf.constant(0.5f), graph.variables)))
          .containsExactly(0.25f);
    }
  }

  static Stream<Arguments> differentOrders() {
    return Stream.of(
        Arguments.of(Objective.tutorial(), false), Arguments.of(Objective.relativistic(), true));
  }

  /** The share decides how much of the probability is used. */
  @ParameterizedTest
  @MethodSource("differentOrders")
  void adaptiveAugmentation_usesItsShare(Objective objective, boolean chained) {
    Augmentation adaptive = new Augmentation(EnumSet.allOf(Augmentation.Kind.class), 1, 1_000, 0.6);
    Recipe recipe = recipe(objective).augmentation(adaptive).build();
    Map<String, float[]> none = afterStep(recipe, chained, 0);
    Map<String, float[]> all = afterStep(recipe, chained, 1);
    Recipe fixed = recipe(objective).augmentation(Augmentation.of(1)).build();
    assertThat(all.get(OF_DISCRIMINATOR))
        .isEqualTo(afterStep(fixed, chained, -1).get(OF_DISCRIMINATOR))
        .isNotEqualTo(none.get(OF_DISCRIMINATOR));
    assertThat(none.get(AugmentationControl.SURE)[0]).isNotZero();
  }

  private static Map<String, float[]> afterStep(Recipe recipe, boolean chained, float share) {
    try (GanSession session = session(recipe, chained)) {
      if (share >= 0) {
        session.assign(AugmentationControl.SHARE, new float[] {share});
      }
      session.step(reals(0), 0);
      return Values.of(session);
    }
  }

  private static Recipe.Builder recipe(Objective objective) {
    return TinyNetworks.recipe(TinyNetworks.rgb(), BATCH).toBuilder().objective(objective);
  }

  private static Recipe portraitLike(GradientPenalty penalty, Adam adam, Schedule schedule) {
    return Recipe.portrait(ImageShape.rgb(8, 8)).toBuilder()
        .batchSize(BATCH)
        .penalty(penalty)
        .adam(adam)
        .schedule(schedule)
        .build();
  }

  private static GanSession session(Recipe recipe, boolean chained) {
    return new GanSession(
        recipe,
        3,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES,
        chained,
        ConvolutionForm.PLAIN);
  }

  private static byte[] reals(long step) {
    byte[] pixels = new byte[BATCH * TinyNetworks.rgb().imageShape().size()];
    new Random(step).nextBytes(pixels);
    return pixels;
  }
}
