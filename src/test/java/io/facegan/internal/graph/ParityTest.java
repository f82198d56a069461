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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The tutorial networks against PyTorch: same start, same answers. Every expected number is
 * PyTorch's in float64, and comes with its standard error in float32: processors add up a sum in
 * different orders, which matters the more, the more nearly its terms cancel each other. {@code
 * parity/README.md} in the test resources says how the errors are found.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ParityTest {
  /** Where to compute, for example {@code gpu}. */
  private static final String DEVICE = "facegan.test.device";

  /**
   * How many standard errors off is too far. They are themselves taken from 8 runs at least: by
   * Student's distribution chance leads beyond once in 20,000 numbers.
   */
  private static final double ERRORS = 8;

  /** Of the 8x8 kernels of stride 2, which are 4x4 blocks. */
  private static final double MINIMAL_FILTERING = Rounding.minimalFiltering(4);

  /** A step's updates, as the fixtures name them. */
  private static final List<String> UPDATES = List.of("real", "fake", "generator");

  /** Sessions that hold a fixture's start, which takes a second to make and is only read. */
  private static final Map<String, GanSession> STARTS = new HashMap<>();

  @AfterAll
  static void closeStarts() {
    STARTS.values().forEach(GanSession::close);
    STARTS.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "leaky_relu-b2-s1.json, false",
    "leaky_relu-b1-s3.json, true",
    "gelu-b2-s1.json, false",
    "gelu-b2-s1.json, true"
  })
  void untrained_generatesPyTorchsPixels(String file, boolean fast) {
    ParityFixture fixture = new ParityFixture(file);
    JsonNode expected = fixture.json.get("at_start").get("pixels_nchw");
    assertThat(expected.size()).isEqualTo(fixture.batch * 3 * 6);
    checkPixels(fixture, fast, fast ? MINIMAL_FILTERING : 1, expected);
  }

  private static void checkPixels(
      ParityFixture fixture, boolean fast, double gain, JsonNode expected) {
    GanSession session = start(fixture, fast);
    try (TFloat32 latents = latents(fixture, fixture.discriminatorLatents(0));
        Result result =
            session
                .runner()
                .feed(update(session, 1).latents(), latents)
                .fetch(update(session, 1).generated())
                .run()) {
      TFloat32 images = (TFloat32) result.get(0);
      for (Map.Entry<String, JsonNode> pixel : expected.properties()) {
        String[] at = pixel.getKey().split(",");
        float ours =
            images.getFloat(
                Long.parseLong(at[0]),
                Long.parseLong(at[2]),
                Long.parseLong(at[3]),
                Long.parseLong(at[1]));
        check("pixel " + pixel.getKey(), ours, pixel.getValue(), 0, gain);
      }
    }
  }

  @Tag("numeric")
  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b2-s1.json", "gelu-b2-s1.json"})
  void start_givesPyTorchsLossesAndGradients(String file) {
    checkStart(file, false, 1);
  }

  @Tag("numeric")
  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b1-s3.json", "gelu-b2-s1.json"})
  void startWithFastConvolutions_isNearPyTorchs(String file) {
    checkStart(file, true, MINIMAL_FILTERING);
  }

  private static void checkStart(String file, boolean fast, double gain) {
    ParityFixture fixture = new ParityFixture(file);
    GanSession session = start(fixture, fast);
    JsonNode start = fixture.json.get("at_start");
    for (int i = 0; i < UPDATES.size(); i++) {
      Update update = update(session, i);
      checkGradients(fixture, session, update, start.get(UPDATES.get(i)), gain);
    }
  }

  /**
   * Adam turns a gradient of almost zero into a whole step, so the errors grow from step to step.
   * Last, since it leaves nothing of the start.
   */
  @Order(Integer.MAX_VALUE)
  @ParameterizedTest
  @ValueSource(strings = {"leaky_relu-b2-s1.json", "leaky_relu-b1-s3.json", "gelu-b2-s1.json"})
  void threeSteps_followPyTorch(String file) {
    ParityFixture fixture = new ParityFixture(file);
    JsonNode expected = fixture.json.get("training");
    try (GanSession session = start(fixture, true)) {
      STARTS.remove(key(fixture, true));
      for (int step = 0; step < 3; step++) {
        for (int i = 0; i < UPDATES.size(); i++) {
          String name = UPDATES.get(i);
          double loss = update(fixture, session, update(session, i), step);
          check(
              "loss of " + name + ", step " + step,
              loss,
              expected.get("losses").get(step).get(name),
              0,
              1);
        }
      }
      Map<String, float[]> after = Values.of(session);
      for (ParityFixture.Parameter parameter : fixture.parameters()) {
        checkAfter(fixture, after, parameter, expected);
      }
    }
  }

  private static void checkAfter(
      ParityFixture fixture,
      Map<String, float[]> after,
      ParityFixture.Parameter parameter,
      JsonNode expected) {
    float[] start = fixture.start(parameter);
    if (fixture.isCancelled(parameter)) {
      // There PyTorch's moves by the rounding of a gradient of zero, and changes nothing by it.
      assertThat(after.get(parameter.ours())).as(parameter.ours()).isEqualTo(start);
      return;
    }
    double[] moved = doubles(after.get(parameter.ours()));
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= start[i];
    }
    checkAll(fixture, parameter, "moved", moved, expected.get("moved").get(parameter.theirs()), 1);
    if (parameter.ours().endsWith("/scale")) {
      String layer = parameter.theirs().replaceFirst("weight$", "");
      String path = parameter.ours().replaceFirst("scale$", "");
      for (String average : List.of("mean", "variance")) {
        double[] ours = doubles(after.get(path + "running_" + average));
        JsonNode theirs =
            expected.get("averages").get(layer + "running_" + average.replace("variance", "var"));
        checkAll(fixture, parameter, "running " + average, ours, theirs, 1);
      }
    }
  }

  private static void checkGradients(
      ParityFixture fixture, GanSession session, Update training, JsonNode expected, double gain) {
    boolean ofGenerator = training == update(session, 2);
    List<ParityFixture.Parameter> parameters =
        fixture.parameters().stream()
            .filter(p -> p.ofGenerator() == ofGenerator && !fixture.isCancelled(p))
            .toList();
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
        double loss = ((TFloat32) result.get(0)).getFloat();
        check("loss", loss, expected.get("loss"), 0, gain);
        for (int i = 0; i < parameters.size(); i++) {
          double[] ours = doubles(SmallGraph.floats((TFloat32) result.get(i + 1)));
          JsonNode theirs = expected.get("gradients").get(parameters.get(i).theirs());
          checkAll(fixture, parameters.get(i), "gradient", ours, theirs, gain);
        }
      }
    }
  }

  private static void checkAll(
      ParityFixture fixture,
      ParityFixture.Parameter parameter,
      String what,
      double[] ours,
      JsonNode expected,
      double gain) {
    double[] measures = fixture.measures(parameter, ours);
    String name = parameter.ours() + " " + what;
    check(name + ", norm", measures[0], expected.get("norm"), 0, gain);
    for (int i = 1; i < measures.length; i++) {
      check(name + ", product " + i, measures[i], expected.get("products"), i - 1, gain);
    }
  }

  /**
   * @param expected numbers, and last their standard error
   * @param gain how many times larger the errors may be
   */
  private static void check(
      String what, double ours, JsonNode expected, int position, double gain) {
    double theirs = expected.get(position).asDouble();
    double error = gain * expected.get(expected.size() - 1).asDouble();
    assertThat(ours).as(what).isCloseTo(theirs, within(ERRORS * error));
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
    if (training == update(session, 0)) {
      return SmallGraph.tensor(Shape.of(fixture.batch, 128, 128, 3), fixture.images(step));
    }
    return latents(
        fixture,
        training == update(session, 1)
            ? fixture.discriminatorLatents(step)
            : fixture.generatorLatents(step));
  }

  private static Update update(GanSession session, int position) {
    return session.gan.updates.plain().both().get(position);
  }

  private static String key(ParityFixture fixture, boolean fast) {
    return fixture.file + (fast ? " fast" : " plain");
  }

  private static GanSession start(ParityFixture fixture, boolean fast) {
    return STARTS.computeIfAbsent(key(fixture, fast), any -> make(fixture, fast));
  }

  private static GanSession make(ParityFixture fixture, boolean fast) {
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
    Map<String, float[]> values = new HashMap<>();
    fixture.parameters().forEach(one -> values.put(one.ours(), fixture.start(one)));
    Values.set(values, session.gan.variables(), session.runner());
    return session;
  }

  private static TFloat32 latents(ParityFixture fixture, float[] values) {
    return SmallGraph.tensor(Shape.of(fixture.batch, 100), values);
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
