package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Devices;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The tutorial networks against PyTorch: same start, same answers. The bounds are those within
 * which PyTorch's own float32 stays of its float64, with a margin.
 */
class ParityTest {
  /** Where to compute, for example {@code gpu}. */
  private static final String DEVICE = "facegan.test.device";

  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b2-s1.json", "leaky_relu-b1-s3.json", "gelu-b2-s1.json"})
  void untrained_generatesPyTorchsPixels(String file) {
    ParityFixture fixture = new ParityFixture(file);
    try (GanSession session = start(fixture);
        TFloat32 latents = latents(fixture, fixture.discriminatorLatents(0));
        Result result =
            session
                .runner()
                .feed(session.gan.updates.plain().get(1).latents(), latents)
                .fetch(session.gan.updates.plain().get(1).generated())
                .run()) {
      TFloat32 images = (TFloat32) result.get(0);
      JsonNode expected = fixture.json.get("generated_before_training").get("pixels_nchw");
      assertThat(expected.size()).isEqualTo(fixture.batch * 3 * 6);
      for (Map.Entry<String, JsonNode> pixel : expected.properties()) {
        String[] at = pixel.getKey().split(",");
        float ours =
            images.getFloat(
                Long.parseLong(at[0]),
                Long.parseLong(at[2]),
                Long.parseLong(at[3]),
                Long.parseLong(at[1]));
        assertThat((double) ours)
            .as(pixel.getKey())
            .isCloseTo(pixel.getValue().asDouble(), within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b2-s1.json", "leaky_relu-b1-s3.json", "gelu-b2-s1.json"})
  void start_givesPyTorchsLossesAndGradients(String file) {
    checkStart(file, false, 5e-4);
  }

  /**
   * Minimal filtering rounds more: where a gradient is a small rest of large terms, as that of the
   * last batch norm's scale, by up to 0.4 % on some processors.
   */
  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b2-s1.json", "leaky_relu-b1-s3.json", "gelu-b2-s1.json"})
  void startWithFastConvolutions_isNearPyTorchs(String file) {
    checkStart(file, true, 1e-2);
  }

  private static void checkStart(String file, boolean fast, double bound) {
    ParityFixture fixture = new ParityFixture(file);
    try (GanSession session = start(fixture, fast)) {
      JsonNode start = fixture.json.get("at_start");
      GanGraph gan = session.gan;
      checkGradients(
          fixture,
          session,
          gan.updates.plain().get(0),
          start.get("discriminator_on_real"),
          false,
          bound);
      checkGradients(
          fixture,
          session,
          gan.updates.plain().get(1),
          start.get("discriminator_on_fake"),
          false,
          bound);
      checkGradients(
          fixture, session, gan.updates.plain().get(2), start.get("generator"), true, bound);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b2-s1.json", "leaky_relu-b1-s3.json", "gelu-b2-s1.json"})
  void threeSteps_followPyTorch(String file) {
    double[][] bounds = {{1e-5, 1e-4, 1e-3}, {1e-3, 2e-2, 2e-2}, {1e-2, 0.15, 0.15}};
    ParityFixture fixture = new ParityFixture(file);
    try (GanSession session = start(fixture)) {
      GanGraph gan = session.gan;
      for (int step = 0; step < 3; step++) {
        JsonNode expected = fixture.json.get("steps").get(step);
        double real = update(fixture, session, gan.updates.plain().get(0), step);
        double fake = update(fixture, session, gan.updates.plain().get(1), step);
        double generator = update(fixture, session, gan.updates.plain().get(2), step);
        double[] bound = bounds[step];
        assertThat(real)
            .as("real, step %d", step)
            .isCloseTo(expected.get("loss_real").asDouble(), within(bound[0]));
        assertThat(fake)
            .as("fake, step %d", step)
            .isCloseTo(expected.get("loss_fake").asDouble(), within(bound[1]));
        assertThat(generator)
            .as("generator, step %d", step)
            .isCloseTo(expected.get("loss_generator").asDouble(), within(bound[2]));
      }
      checkAfter(fixture, session);
    }
  }

  private static void checkGradients(
      ParityFixture fixture,
      GanSession session,
      Update training,
      JsonNode expected,
      boolean ofGenerator,
      double bound) {
    List<ParityFixture.Parameter> parameters =
        fixture.parameters().stream().filter(p -> p.ofGenerator() == ofGenerator).toList();
    Output<?>[] values =
        parameters.stream()
            .map(p -> session.gan.variables().get(p.ours()).value().asOutput())
            .toArray(Output<?>[]::new);
    Output<?>[] gradients = session.graph.addGradients(training.loss().asOutput(), values);
    try (TFloat32 input = input(fixture, session, training, 0)) {
      Session.Runner runner = feed(session, training, input).fetch(training.loss());
      for (Output<?> gradient : gradients) {
        runner.fetch(gradient);
      }
      try (Result result = runner.run()) {
        assertThat((double) ((TFloat32) result.get(0)).getFloat())
            .isCloseTo(expected.get("loss").asDouble(), within(1e-6));
        for (int i = 0; i < parameters.size(); i++) {
          ParityFixture.Parameter parameter = parameters.get(i);
          String name = parameter.theirs().substring(parameter.theirs().indexOf('.') + 1);
          checkGradient(
              fixture,
              parameter,
              floats((TFloat32) result.get(i + 1)),
              expected.get("gradients").get(name),
              bound);
        }
      }
    }
  }

  private static void checkGradient(
      ParityFixture fixture,
      ParityFixture.Parameter parameter,
      float[] ours,
      JsonNode expected,
      double bound) {
    double norm = Math.sqrt(sumOfSquares(ours));
    if (parameter.biasBeforeBatchNorm()) {
      // The true gradient is zero; both sides hold nothing but rounding.
      assertThat(norm).as(parameter.ours()).isLessThan(1e-4);
      return;
    }
    double theirs = expected.get("norm").asDouble();
    assertThat(norm).as(parameter.ours()).isCloseTo(theirs, within(bound * theirs));
    for (int i = 0; i < expected.get("first").size(); i++) {
      assertThat((double) ours[fixture.position(parameter, i)])
          .as("%s, value %d", parameter.ours(), i)
          .isCloseTo(expected.get("first").get(i).asDouble(), within(4 * bound * theirs));
    }
  }

  /** Weights move by at most the learning rate a step: rounding cannot hide a wrong optimizer. */
  private static void checkAfter(ParityFixture fixture, GanSession session) {
    for (ParityFixture.Parameter parameter : fixture.parameters()) {
      if (parameter.biasBeforeBatchNorm()) {
        continue;
      }
      JsonNode after = fixture.json.get("after").get(parameter.theirs());
      float[] ours = session.values(parameter.ours());
      double theirs = after.get("sum_of_squares").asDouble();
      assertThat(sumOfSquares(ours)).as(parameter.ours()).isCloseTo(theirs, within(1e-3 * theirs));
      if (parameter.layer().equals("BatchNorm2d")) {
        String layer = parameter.theirs().replaceFirst("\\.[a-z]+$", "");
        String path = parameter.ours().replaceFirst("/[a-z]+$", "");
        checkAverage(fixture, session, layer + ".running_mean", path + "/running_mean");
        checkAverage(fixture, session, layer + ".running_var", path + "/running_variance");
      }
    }
  }

  private static void checkAverage(
      ParityFixture fixture, GanSession session, String theirs, String ours) {
    double expected = fixture.json.get("after").get(theirs).get("sum_of_squares").asDouble();
    assertThat(sumOfSquares(session.values(ours)))
        .as(ours)
        .isCloseTo(expected, within(0.02 * expected + 1e-6));
  }

  private static double update(
      ParityFixture fixture, GanSession session, Update training, int step) {
    try (TFloat32 input = input(fixture, session, training, step)) {
      return UpdateRuns.run(training, feed(session, training, input));
    }
  }

  private static Session.Runner feed(GanSession session, Update training, TFloat32 input) {
    Operand<TFloat32> target =
        training.latents() == null ? session.gan.inputs.scaled : training.latents();
    return session.runner().feed(target, input);
  }

  private static TFloat32 input(
      ParityFixture fixture, GanSession session, Update training, int step) {
    if (training == session.gan.updates.plain().get(0)) {
      return tensor(Shape.of(fixture.batch, 128, 128, 3), fixture.pictures(step));
    }
    return latents(
        fixture,
        training == session.gan.updates.plain().get(1)
            ? fixture.discriminatorLatents(step)
            : fixture.generatorLatents(step));
  }

  private static GanSession start(ParityFixture fixture) {
    return start(fixture, true);
  }

  private static GanSession start(ParityFixture fixture, boolean fast) {
    Device device = Device.parse(System.getProperty(DEVICE, "cpu"));
    Compute compute =
        new Compute(Devices.choose(device, OptionalLong.empty()), Precision.FLOAT32, false);
    GanSession session =
        new GanSession(
            Recipe.tutorial(fixture.networks()).toBuilder().batchSize(fixture.batch).build(),
            0,
            compute,
            Normalization.RUNNING_AVERAGES,
            false,
            fast ? ConvolutionForm.of(compute) : ConvolutionForm.PLAIN);
    for (ParityFixture.Parameter parameter : fixture.parameters()) {
      session.assign(parameter.ours(), fixture.start(parameter));
    }
    return session;
  }

  private static TFloat32 latents(ParityFixture fixture, float[] values) {
    return tensor(Shape.of(fixture.batch, 100), values);
  }

  private static TFloat32 tensor(Shape shape, float[] values) {
    return TFloat32.tensorOf(shape, t -> t.asRawTensor().data().asFloats().write(values));
  }

  private static float[] floats(TFloat32 tensor) {
    float[] values = new float[(int) tensor.size()];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  private static double sumOfSquares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
