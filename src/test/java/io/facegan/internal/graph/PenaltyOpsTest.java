package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.network.GradientPenalty;
import io.facegan.network.ImageShape;
import io.facegan.network.Initialization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The penalty against slopes by finite differences, and its own gradient likewise. */
class PenaltyOpsTest {
  private static final int BATCH = 2;
  private static final ImageShape IMAGE = ImageShape.rgb(8, 8);
  private static final String KERNEL = "discriminator/convolution_1/kernel";
  private static final float NUDGE = 1e-2f;

  static Stream<GradientPenalty> penalties() {
    return Stream.of(
        new GradientPenalty(3, 0, 1), new GradientPenalty(0, 3, 1), new GradientPenalty(2, 5, 4));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void penalty_isHalfGammaTimesTheSquaredSlope(GradientPenalty penalty) {
    try (Fixture fixture = new Fixture(penalty)) {
      double expected =
          penalty.every()
              * (penalty.real() / 2 * fixture.squaredSlope(fixture.reals)
                  + penalty.generated() / 2 * fixture.squaredSlope(fixture.fakes))
              // Pixels count as from -1 to 1.
              / 4;
      assertThat(expected).isPositive();
      assertThat((double) fixture.value(fixture.penalty))
          .isCloseTo(expected, within(0.01 * expected));
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void gradientOfThePenalty_isThatOfFiniteDifferences(GradientPenalty penalty) {
    try (Fixture fixture = new Fixture(penalty)) {
      float[] kernel = fixture.variables.values(KERNEL, fixture.session);
      float[] gradient = fixture.kernelGradient();
      double largest = 0;
      for (float value : gradient) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).isPositive();
      int smooth = 0;
      int all = 0;
      for (int i = 0; i < kernel.length; i += 5) {
        all++;
        double coarse = fixture.penaltySlope(kernel, i, 2e-3f);
        double fine = fixture.penaltySlope(kernel, i, 1e-3f);
        // Where a leaky ReLU bends in between, the penalty jumps and finite differences say
        // nothing.
        if (Math.abs(coarse - fine) < 0.02 * largest) {
          smooth++;
          assertThat((double) gradient[i])
              .as("value %d", i)
              .isCloseTo(fine, within(0.05 * largest));
        }
      }
      assertThat(smooth).isGreaterThan(all / 3);
    }
  }

  /** Over many draws of the noise the approximation is the exact penalty. */
  @ParameterizedTest
  @MethodSource("penalties")
  void withNoise_tendsToTheExactPenalty(GradientPenalty exact) {
    GradientPenalty noisy =
        new GradientPenalty(exact.real(), exact.generated(), exact.every(), 0.01);
    try (Fixture fixture = new Fixture(exact);
        Fixture approximated = new Fixture(noisy)) {
      double expected = fixture.value(fixture.penalty);
      double sum = 0;
      int draws = 400;
      for (int draw = 0; draw < draws; draw++) {
        approximated.draw = draw;
        sum += approximated.value(approximated.penalty);
      }
      // The square of a normal number has a deviation of 1.4: 0.05 of the mean of 800 or 1,600.
      assertThat(sum / draws).isCloseTo(expected, within(0.2 * expected));
    }
  }

  /** A discriminator with fed images, and the penalty on them. */
  private static final class Fixture implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;
    private final Variables variables;
    private final Operand<TFloat32> realInput;
    private final Operand<TFloat32> fakeInput;
    private final Operand<TFloat32> realLogits;
    private final Operand<TFloat32> penalty;
    private final Operand<TFloat32> gradient;
    private final Placeholder<TInt64> seed;
    private long draw;
    private final float[] reals = pixels(1);
    private final float[] fakes = pixels(2);

    @SuppressWarnings("unchecked") // float32 all of them
    Fixture(GradientPenalty wanted) {
      Ops tf = Ops.create(graph);
      variables = new Variables(tf);
      Recipe recipe =
          TinyNetworks.recipe(TinyNetworks.withoutNorms(), BATCH).toBuilder()
              .objective(Objective.relativistic())
              .penalty(wanted)
              .build();
      Initializers initializers = new Initializers(tf, Initialization.HE, 5);
      List<Variables.Variable> ofGenerator =
          NetworkVariables.create(recipe.networks().generator(), variables, initializers);
      List<Variables.Variable> ofDiscriminator =
          NetworkVariables.create(recipe.networks().discriminator(), variables, initializers);
      UpdateBuilder builder =
          new UpdateBuilder(
              graph,
              tf,
              recipe,
              variables,
              ofGenerator,
              ofDiscriminator,
              ConvolutionForm.MINIMAL_FILTERING,
              null,
              Workers.ALONE);
      Shape shape = Shape.of(BATCH, IMAGE.height(), IMAGE.width(), IMAGE.channels());
      realInput = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      fakeInput = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
      ForwardPass real = builder.judge(variables, realInput);
      ForwardPass fake = builder.judge(variables, fakeInput);
      realLogits = real.output();
      penalty =
          new PenaltyOps(builder, tf.constant(BATCH), seed).of(realInput, real, fakeInput, fake);
      gradient =
          (Operand<TFloat32>)
              (Operand<?>)
                  graph
                      .addGradients(
                          penalty.asOutput(),
                          new Output<?>[] {variables.get(KERNEL).value().asOutput()})[0];
      session = new Session(graph);
      variables.initialize(session);
    }

    /** Returns the mean over the images of the squared length of the slope, by pixels in [0, 1]. */
    double squaredSlope(float[] images) {
      double sum = 0;
      for (int i = 0; i < images.length; i++) {
        float[] above = images.clone();
        float[] below = images.clone();
        above[i] += NUDGE;
        below[i] -= NUDGE;
        double slope = (sumOfLogits(above) - sumOfLogits(below)) / (2 * NUDGE);
        sum += slope * slope;
      }
      return sum / BATCH;
    }

    private double sumOfLogits(float[] images) {
      try (TFloat32 input = tensor(images);
          Result result = session.runner().feed(realInput, input).fetch(realLogits).run()) {
        TFloat32 logits = (TFloat32) result.get(0);
        double sum = 0;
        for (int i = 0; i < BATCH; i++) {
          sum += logits.getFloat(i, 0);
        }
        return sum;
      }
    }

    float value(Operand<TFloat32> scalar) {
      return run(scalar)[0];
    }

    float[] kernelGradient() {
      return run(gradient);
    }

    double penaltySlope(float[] kernel, int index, float nudge) {
      return (penaltyWith(kernel, index, nudge) - penaltyWith(kernel, index, -nudge)) / (2 * nudge);
    }

    private double penaltyWith(float[] kernel, int index, float nudge) {
      float[] changed = kernel.clone();
      changed[index] += nudge;
      variables.assign(KERNEL, changed, session);
      double value = value(penalty);
      variables.assign(KERNEL, kernel, session);
      return value;
    }

    private float[] run(Operand<TFloat32> fetched) {
      try (TFloat32 real = tensor(reals);
          TFloat32 fake = tensor(fakes);
          TInt64 drawn = TInt64.vectorOf(7, draw);
          Result result =
              session
                  .runner()
                  .feed(realInput, real)
                  .feed(fakeInput, fake)
                  .feed(seed, drawn)
                  .fetch(fetched)
                  .run()) {
        return SmallGraph.floats((TFloat32) result.get(0));
      }
    }

    private TFloat32 tensor(float[] values) {
      return SmallGraph.tensor(realInput.shape(), values);
    }

    private static float[] pixels(long seed) {
      Random random = new Random(seed);
      float[] pixels = new float[BATCH * IMAGE.size()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = random.nextFloat();
      }
      return pixels;
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }
}
