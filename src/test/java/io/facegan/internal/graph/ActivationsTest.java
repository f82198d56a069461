package io.facegan.internal.graph;

import io.facegan.network.Activation;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ActivationsTest {
  private static final float[] X = {-30, -3, -1.5f, -0.5f, -0.1f, 0, 0.1f, 0.5f, 1, 2, 3, 30};

  /** The standard normal distribution function at some points, from tables. */
  private static final double[][] PHI = {
    {0, 0.5},
    {0.1, 0.5398278373},
    {0.5, 0.6914624613},
    {1, 0.8413447461},
    {1.5, 0.9331927987},
    {2, 0.9772498681},
    {3, 0.9986501020},
    {4, 0.9999683288}
  };

  @Test
  void leakyRelu_isTheReference() {
    check(Activation.LEAKY_RELU, x -> x > 0 ? x : 0.2 * x);
    check(Activation.leakyRelu(0.01), x -> x > 0 ? x : 0.01 * x);
  }

  @Test
  void relu_isTheReference() {
    check(Activation.RELU, x -> Math.max(0, x));
  }

  @Test
  void sigmoid_isTheReference() {
    check(Activation.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
  }

  @Test
  void tanh_isTheReference() {
    check(Activation.TANH, Math::tanh);
  }

  @Test
  void gelu_isTheExactFormOfTheTables() {
    float[] x = new float[2 * PHI.length];
    double[] expected = new double[x.length];
    for (int i = 0; i < PHI.length; i++) {
      x[2 * i] = (float) PHI[i][0];
      x[2 * i + 1] = (float) -PHI[i][0];
      expected[2 * i] = PHI[i][0] * PHI[i][1];
      expected[2 * i + 1] = -PHI[i][0] * (1 - PHI[i][1]);
    }
    try (SmallGraph small = new SmallGraph()) {
      var y = Activations.apply(small.tf, Activation.GELU, small.constant(Shape.of(x.length), x));
      Close.check(small.run(y), expected, 1e-6, "gelu");
    }
  }

  private static void check(Activation activation, DoubleUnaryOperator function) {
    double[] expected = new double[X.length];
    for (int i = 0; i < X.length; i++) {
      expected[i] = function.applyAsDouble(X[i]);
    }
    try (SmallGraph small = new SmallGraph()) {
      var y = Activations.apply(small.tf, activation, small.constant(Shape.of(X.length), X));
      Close.check(small.run(y), expected, 1e-6, activation.name());
    }
  }
}
