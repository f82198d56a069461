package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.Activation;
import io.facegan.network.ActivationLayer;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerSpec;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.TransposedConvolution;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** Convolutions in bfloat16 beside the same in float32, with their gradients. */
class RoundedConvolutionsTest {
  private static final int BATCH = 2;
  private static final ImageShape INPUT = new ImageShape(8, 6, 4);

  /** bfloat16 has 8 bits, so that each factor is off by 0.4 % at most. */
  private static final double BOUND = 0.01;

  @Test
  void convolution_isThatOfFloat32ButForRounding() {
    check(Convolution.of(4, 4, 2, 1));
    check(Convolution.of(4, 3, 1, 0));
  }

  @Test
  void transposedConvolution_isThatOfFloat32ButForRounding() {
    check(TransposedConvolution.of(4, 4, 2, 1));
    check(TransposedConvolution.of(4, 5, 2, 1));
  }

  /** Bias, batch norm and leaky ReLU in between stay in bfloat16, all else is float32. */
  @Test
  void networks_areThoseOfFloat32ButForRounding() {
    for (Activation activation : List.of(Activation.LEAKY_RELU, Activation.GELU)) {
      check(
          3 * BOUND,
          Convolution.of(6, 4, 2, 1),
          BatchNorm.standard(),
          new ActivationLayer(activation),
          TransposedConvolution.of(4, 4, 2, 1),
          BatchNorm.standard(),
          new ActivationLayer(Activation.SIGMOID),
          new Flatten(),
          new Dense(5));
    }
  }

  private static void check(LayerSpec spec) {
    check(BOUND, spec);
  }

  private static void check(double bound, LayerSpec... layers) {
    List<float[]> exact = run(ConvolutionForm.PLAIN, layers);
    List<float[]> rounded = run(ConvolutionForm.BFLOAT16, layers);
    for (int i = 0; i < exact.size(); i++) {
      double difference = distance(exact.get(i), rounded.get(i));
      assertThat(difference).as("%s, tensor %d", List.of(layers), i).isBetween(1e-6, bound);
    }
  }

  /** Of all values together, by the length of the first ones. */
  private static double distance(float[] expected, float[] actual) {
    double sum = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      sum += Math.pow(expected[i] - actual[i], 2);
      length += Math.pow(expected[i], 2);
    }
    return Math.sqrt(sum / length);
  }

  /** Returns the output and the gradients by the input and by the kernel. */
  @SuppressWarnings("unchecked") // gradients of a float32 loss by float32 values
  private static List<float[]> run(ConvolutionForm form, LayerSpec... layers) {
    NetworkSpec network = NetworkSpec.of("net", INPUT, layers);
    try (SmallGraph small = new SmallGraph()) {
      small.network(network);
      Operand<TFloat32> x = small.batch(BATCH, INPUT, SmallGraph.values(1, BATCH * INPUT.size()));
      Operand<TFloat32> y =
          new NetworkGraph(small.tf, network, small.variables, form)
              .forward(x, Normalization.BATCH)
              .output();
      Operand<TFloat32> loss =
          small.tf.sum(
              small.tf.reshape(small.tf.math.square(y), small.tf.constant(new int[] {-1})),
              small.tf.constant(0));
      String kernel = "net/" + network.placed().get(0).name() + "/kernel";
      Output<?>[] by = {x.asOutput(), small.variables.get(kernel).value().asOutput()};
      Output<?>[] gradients = small.graph.addGradients(loss.asOutput(), by);
      small.initialize();
      return small.run(
          List.of(y, (Operand<TFloat32>) gradients[0], (Operand<TFloat32>) gradients[1]),
          List.of());
    }
  }
}
