package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.GradientPenalty;
import io.facegan.network.ImageShape;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Whole steps of the portrait recipe against PyTorch in float64: relativistic pairing, both
 * gradient penalties by second derivatives, Adam, and the generator's update by the updated
 * discriminator. {@code parity/portrait.py} in the test resources made the expected numbers.
 */
class PortraitParityTest {
  private static final int BATCH = 4;
  private static final int SIDE = 16;
  private static final int LATENT = 100;

  /** Of a gradient's length, and of a loss; float32 stays far below it. */
  private static final double CLOSE = 1e-4;

  @Tag("numeric")
  @ParameterizedTest
  @CsvSource({"penalised, true", "plain, false"})
  void step_isPyTorchs(String kind, boolean fast) throws IOException {
    JsonNode fixture;
    try (InputStream in = getClass().getResourceAsStream("/parity/portrait.json")) {
      fixture = new ObjectMapper().readTree(in);
    }
    JsonNode expected = fixture.get(kind);
    Recipe recipe =
        Recipe.portrait(ImageShape.rgb(SIDE, SIDE)).toBuilder()
            .batchSize(BATCH)
            .penalty(new GradientPenalty(0.3, 0.3, 4))
            .build();
    Compute compute = Compute.onCpu(Precision.FLOAT32);
    try (GanSession session =
        new GanSession(
            recipe,
            0,
            compute,
            Normalization.RUNNING_AVERAGES,
            true,
            fast ? ConvolutionForm.of(compute) : ConvolutionForm.PLAIN)) {
      List<String> names = assignStart(session, fixture.get("shapes"));
      List<Double> losses = step(session, session.gan.updates.at(kind.equals("plain") ? 1 : 0));
      for (int i = 0; i < 3; i++) {
        double loss = expected.get("losses").get(i).asDouble();
        assertThat(losses.get(i)).as("loss %d", i).isCloseTo(loss, within(CLOSE * loss));
      }
      Map<String, float[]> after = Values.of(session);
      for (String name : names) {
        // With beta1 0 Adam's first moment is the gradient itself.
        float[] gradient = after.get("optimizer/" + name + "/m");
        checkGradient(name, gradient, expected.get("gradients").get(name));
      }
    }
  }

  private static List<String> assignStart(GanSession session, JsonNode shapes) {
    Variables variables = session.gan.variables();
    List<String> names = new ArrayList<>();
    Map<String, float[]> start = new HashMap<>();
    for (Map.Entry<String, JsonNode> variable : shapes.properties()) {
      String name = variable.getKey();
      int inputs = 1;
      for (int i = 0; i < variable.getValue().size() - 1; i++) {
        inputs *= variable.getValue().get(i).asInt();
      }
      float[] values = new float[(int) variables.get(name).shape().size()];
      for (int i = 0; i < values.length; i++) {
        double u = 2 * ParityFixture.hash01(9000 + names.size(), i) - 1;
        values[i] =
            (float)
                (name.endsWith("scale")
                    ? 1 + 0.1 * u
                    : name.endsWith("kernel") ? u * Math.sqrt(3.0 / inputs) * 1.4 : 0.1 * u);
      }
      start.put(name, values);
      names.add(name);
    }
    Values.set(start, variables, session.runner());
    return names;
  }

  private static List<Double> step(GanSession session, List<Update> updates) {
    float[] reals = new float[BATCH * SIDE * SIDE * 3];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = (float) ParityFixture.hash01(9500, i);
    }
    float[] latents = new float[BATCH * LATENT];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) (3 * (2 * ParityFixture.hash01(9600, i) - 1));
    }
    try (TFloat32 images = SmallGraph.tensor(Shape.of(BATCH, SIDE, SIDE, 3), reals);
        TFloat32 fed = SmallGraph.tensor(Shape.of(BATCH, LATENT), latents)) {
      Session.Runner runner =
          session
              .runner()
              .feed(session.gan.inputs.scaled, images)
              .feed(updates.get(0).latents(), fed);
      for (Update update : updates) {
        runner.addTarget(update.op());
        update.losses().forEach(runner::fetch);
      }
      try (Result result = runner.run()) {
        return MeasuredRuns.scalars(result);
      }
    }
  }

  private static void checkGradient(String name, float[] gradient, JsonNode expected) {
    double[] measures = new double[4];
    for (int i = 0; i < gradient.length; i++) {
      measures[0] += (double) gradient[i] * gradient[i];
      for (int j = 0; j < 3; j++) {
        measures[j + 1] += gradient[i] * (2 * ParityFixture.hash01(9800 + j, i) - 1);
      }
    }
    measures[0] = Math.sqrt(measures[0]);
    // The gradient of a bias before a batch norm is zero: what is left is rounding.
    double length = Math.max(expected.get(0).asDouble(), 1e-2);
    for (int i = 0; i < 4; i++) {
      assertThat(measures[i])
          .as("%s gradient, measure %d", name, i)
          .isCloseTo(expected.get(i).asDouble(), within(CLOSE * length));
    }
  }
}
