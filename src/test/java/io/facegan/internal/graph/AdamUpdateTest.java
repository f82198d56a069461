package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.network.Adam;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class AdamUpdateTest {
  /** From large gradients to some that are far below the epsilon. */
  private static final float[][] GRADIENTS = {
    {1, -100, 1e-3f, 1e-8f, -1e-9f, 3e-7f},
    {-0.5f, -80, 2e-3f, 2e-8f, -1e-9f, 0},
    {2, 10, -1e-3f, 1e-8f, 5e-9f, 0},
    {0, 60, 1e-3f, -3e-8f, -1e-9f, -3e-7f},
    {0.1f, -100, 1e-3f, 1e-8f, -1e-9f, 1e-5f}
  };

  @ParameterizedTest
  @CsvSource({"1e-4, 0.9, 0.999, 1e-8", "2e-4, 0.5, 0.999, 1e-8", "0.1, 0, 0.9, 1e-3"})
  void severalSteps_followTheReference(double rate, double beta1, double beta2, double epsilon) {
    int size = GRADIENTS[0].length;
    double[] m = new double[size];
    double[] v = new double[size];
    double[] weights = new double[size];
    try (SmallGraph small = new SmallGraph()) {
      Variables.Variable variable =
          small.variables.create(
              "net/w", Shape.of(size), small.constant(Shape.of(size), new float[size]));
      Adam adam = new Adam(rate, beta1, beta2, epsilon);
      AdamUpdate update =
          new AdamUpdate(
              small.graph,
              small.tf,
              small.variables,
              "net",
              adam,
              small.tf.constant(1f),
              small.tf.constant((float) beta2),
              List.of(variable),
              List.of(),
              small.means());
      Placeholder<TFloat32> slope =
          small.tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size)));
      // The gradient of a weighted sum is its weights.
      Operand<TFloat32> loss =
          small.tf.sum(
              small.tf.math.mul(variable.value(), slope), small.tf.constant(new int[] {0}));
      Op step = update.minimize(loss, small.variables, List.of(), List.of()).op();
      small.initialize();
      for (int t = 1; t <= GRADIENTS.length; t++) {
        float[] gradient = GRADIENTS[t - 1];
        try (TFloat32 fed = SmallGraph.tensor(Shape.of(size), gradient)) {
          small.runner().feed(slope, fed).addTarget(step).run().close();
        }
        float[] ours = small.value("net/w");
        for (int i = 0; i < size; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
          v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i];
          double first = m[i] / (1 - Math.pow(beta1, t));
          double second = v[i] / (1 - Math.pow(beta2, t));
          weights[i] -= rate * first / (Math.sqrt(second) + epsilon);
          assertThat((double) ours[i])
              .as("weight %d after step %d", i, t)
              .isCloseTo(weights[i], within(5e-4 * rate));
        }
      }
      assertThat((double) small.value("optimizer/net/beta1_power")[0])
          .isCloseTo(Math.pow(beta1, GRADIENTS.length + 1), within(1e-6));
      assertThat((double) small.value("optimizer/net/beta2_power")[0])
          .isCloseTo(Math.pow(beta2, GRADIENTS.length + 1), within(1e-6));
      Close.check(small.value("optimizer/net/w/m"), m, 1e-4, "m");
      Close.check(small.value("optimizer/net/w/v"), v, 1e-2, "v");
    }
  }
}
