package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.LossTerm;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class JointUpdatesTest {
  private static final int BATCH = 4;

  static Stream<Objective> objectives() {
    return Stream.of(
        Objective.nonSaturating(),
        Objective.nonSaturating().smoothed(0.8),
        Objective.leastSquares(),
        Objective.hinge(),
        Objective.relativistic());
  }

  /** The losses are the Java formulas of the logits, which are fetched beside them. */
  @ParameterizedTest
  @MethodSource("objectives")
  void losses_areTheFormulas(Objective objective) {
    try (GanSession session = session(objective)) {
      session.step(reals(0), 0);
      double[] real = new double[BATCH];
      double[] fake = new double[BATCH];
      Update discriminator = session.gan.updates.plain().both().get(0);
      try (TInt64 seed = TInt64.vectorOf(3, 2)) {
        stage(session, reals(1));
        Operand<TFloat32> onReal = logits(session, session.gan.inputs.scaled);
        Operand<TFloat32> onFake = logits(session, discriminator.generated());
        Session.Runner runner =
            session.runner().feed(session.gan.inputs.latentSeed, seed).fetch(onReal).fetch(onFake);
        discriminator.losses().forEach(runner::fetch);
        try (Result result = runner.run()) {
          read(result, 0, real);
          read(result, 1, fake);
          boolean paired = objective.updates() == Objective.Updates.PAIRED;
          assertThat(scalar(result, 2))
              .isCloseTo(mean(objective.real(), real, paired ? fake : null), within(1e-5));
          assertThat(scalar(result, 3))
              .isCloseTo(mean(objective.fake(), fake, paired ? real : null), within(1e-5));
        }
      }
    }
  }

  /** Each update moves its own network, and all of it. */
  @ParameterizedTest
  @MethodSource("objectives")
  void step_movesBothNetworks(Objective objective) {
    try (GanSession session = session(objective)) {
      Map<String, float[]> before = Values.of(session);
      GanSession.Losses losses = session.step(reals(0), 0);
      assertThat(losses.real() + losses.fake() + losses.generator()).isFinite();
      Map<String, float[]> after = Values.of(session);
      // A bias behind the last layer cancels out in differences, and within the hinge's margin.
      after.keySet().removeIf(name -> name.contains("discriminator/dense_1/bias"));
      after.keySet().removeIf(name -> CancelledBiasesTest.isOf(name, TinyNetworks.rgb()));
      after.forEach((name, values) -> assertThat(values).as(name).isNotEqualTo(before.get(name)));
    }
  }

  /** After one step Adam's first moments are 0.1 of the gradients of the losses, and no others. */
  @ParameterizedTest
  @MethodSource("objectives")
  void step_followsTheGradientsOfItsLosses(Objective objective) {
    try (GanSession stepped = session(objective);
        GanSession session = session(objective)) {
      stepped.step(reals(0), 0);
      List<Update> updates = session.gan.updates.plain().both();
      Ops tf = Ops.create(session.graph);
      Operand<TFloat32> sum =
          tf.math.add(updates.get(0).losses().get(0), updates.get(0).losses().get(1));
      boolean paired = objective.updates() == Objective.Updates.PAIRED;
      checkMoments(
          session, stepped, "discriminator/", paired ? tf.math.mul(sum, tf.constant(0.5f)) : sum);
      checkMoments(session, stepped, "generator/", updates.get(1).loss());
    }
  }

  private static void checkMoments(
      GanSession session, GanSession stepped, String network, Operand<TFloat32> loss) {
    List<String> names =
        session
            .gan
            .variables()
            .under("optimizer/" + network)
            .map(Variables.Variable::name)
            .filter(name -> name.endsWith("/m"))
            .filter(name -> !CancelledBiasesTest.isOf(name, TinyNetworks.rgb()))
            .toList();
    assertThat(names).isNotEmpty();
    Output<?>[] by =
        names.stream()
            .map(name -> name.substring("optimizer/".length(), name.length() - "/m".length()))
            .map(name -> session.gan.variables().get(name).value().asOutput())
            .toArray(Output<?>[]::new);
    Output<?>[] gradients = session.graph.addGradients(loss.asOutput(), by);
    session.restart();
    stage(session, reals(0));
    try (TInt64 seed = TInt64.vectorOf(3, 0)) {
      Session.Runner runner = session.runner().feed(session.gan.inputs.latentSeed, seed);
      Stream.of(gradients).forEach(runner::fetch);
      try (Result result = runner.run()) {
        for (int i = 0; i < names.size(); i++) {
          float[] moments = stepped.values(names.get(i));
          float[] expected = new float[moments.length];
          ((TFloat32) result.get(i)).asRawTensor().data().asFloats().read(expected);
          double length = 0;
          double off = 0;
          for (int j = 0; j < moments.length; j++) {
            length += expected[j] * expected[j];
            off += Math.pow(moments[j] - 0.1 * expected[j], 2);
          }
          assertThat(Math.sqrt(off)).as(names.get(i)).isLessThan(1e-7 + 1e-4 * Math.sqrt(length));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void sameSeed_givesTheSameBits(Objective objective) {
    try (GanSession one = session(objective);
        GanSession other = session(objective)) {
      for (int step = 0; step < 3; step++) {
        assertThat(one.step(JointUpdatesTest::reals, step))
            .isEqualTo(other.step(reals(step), step));
      }
      Map<String, float[]> expected = Values.of(one);
      Values.of(other)
          .forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
    }
  }

  private static Operand<TFloat32> logits(GanSession session, Operand<TFloat32> images) {
    return new NetworkGraph(
            Ops.create(session.graph),
            TinyNetworks.rgb().discriminator(),
            session.gan.variables(),
            ConvolutionForm.PLAIN)
        .forward(images, Normalization.BATCH)
        .output();
  }

  private static void stage(GanSession session, byte[] reals) {
    session.runner().addTarget(session.gan.inputs.clearStage).run().close();
    try (var fed =
        org.tensorflow.types.TUint8.tensorOf(
            session.gan.inputs.images.shape(), t -> t.asRawTensor().data().write(reals))) {
      session
          .runner()
          .feed(session.gan.inputs.images, fed)
          .addTarget(session.gan.inputs.stage)
          .run()
          .close();
    }
  }

  private static void read(Result result, int index, double[] values) {
    TFloat32 logits = (TFloat32) result.get(index);
    for (int i = 0; i < values.length; i++) {
      values[i] = logits.getFloat(i, 0);
    }
  }

  private static double scalar(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  private static double mean(LossTerm term, double[] logits, double[] other) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += term.value(logits[i] - (other == null ? 0 : other[i]));
    }
    return sum / logits.length;
  }

  private static GanSession session(Objective objective) {
    Recipe recipe =
        TinyNetworks.recipe(TinyNetworks.rgb(), BATCH).toBuilder().objective(objective).build();
    return new GanSession(
        recipe, 3, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES);
  }

  private static byte[] reals(long step) {
    byte[] pixels = new byte[BATCH * TinyNetworks.rgb().imageShape().size()];
    new Random(step).nextBytes(pixels);
    return pixels;
  }
}
