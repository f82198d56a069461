package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Convolutions by minimal filtering against sums written out in Java and the plain operations. */
class FastConvolutionsTest {
  private static final int BATCH = 2;

  @ParameterizedTest
  @CsvSource({
    "3, 3, 1, 7, 9",
    "4, 4, 1, 8, 5",
    "8, 8, 2, 13, 16",
    "7, 8, 2, 9, 14",
    "5, 6, 2, 11, 12",
    "6, 5, 2, 6, 7",
    "8, 8, 2, 8, 8",
    "7, 9, 3, 15, 10",
    "12, 12, 3, 16, 14"
  })
  void convolution_isTheReference(
      int kernelHeight, int kernelWidth, int stride, int height, int width) {
    Convolution spec =
        new Convolution(
            3, new Extent(kernelHeight, kernelWidth), Extent.square(stride), Extent.square(0));
    ImageShape input = new ImageShape(height, width, 2);
    ImageShape output = (ImageShape) spec.outputShape(input);
    float[] x = SmallGraph.values(1, BATCH * input.size());
    float[] kernel = SmallGraph.values(2, kernelHeight * kernelWidth * 2 * 3);
    try (SmallGraph small = new SmallGraph()) {
      Operand<TFloat32> y =
          new FastConvolutions(small.tf)
              .convolution(
                  small.batch(BATCH, input, x),
                  small.constant(Shape.of(kernelHeight, kernelWidth, 2, 3), kernel),
                  spec.kernel(),
                  stride,
                  input,
                  output);
      assertThat(y.shape().asArray()).containsExactly(Shapes.batch(BATCH, output).asArray());
      Close.check(
          small.run(y),
          Reference.convolution(x, BATCH, input, kernel, new float[3], spec),
          bound(
              Reference.convolution(
                  Rounding.magnitudes(x),
                  BATCH,
                  input,
                  Rounding.magnitudes(kernel),
                  new float[3],
                  spec),
              kernelHeight,
              stride),
          spec);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 1, 5, 7",
    "4, 4, 1, 5, 2",
    "8, 8, 2, 3, 5",
    "7, 8, 2, 2, 4",
    "6, 5, 2, 1, 2",
    "8, 8, 2, 1, 1",
    "9, 7, 3, 3, 2"
  })
  void transposed_isTheReference(
      int kernelHeight, int kernelWidth, int stride, int height, int width) {
    TransposedConvolution spec =
        new TransposedConvolution(
            2, new Extent(kernelHeight, kernelWidth), Extent.square(stride), Extent.square(0));
    ImageShape input = new ImageShape(height, width, 3);
    ImageShape output = (ImageShape) spec.outputShape(input);
    float[] x = SmallGraph.values(1, BATCH * input.size());
    float[] kernel = SmallGraph.values(2, kernelHeight * kernelWidth * 2 * 3);
    try (SmallGraph small = new SmallGraph()) {
      Operand<TFloat32> y =
          new FastConvolutions(small.tf)
              .transposed(
                  small.batch(BATCH, input, x),
                  small.constant(Shape.of(kernelHeight, kernelWidth, 2, 3), kernel),
                  spec.kernel(),
                  stride,
                  output,
                  input);
      Close.check(
          small.run(y),
          Reference.transposed(x, BATCH, input, kernel, new float[2], spec),
          bound(
              Reference.transposed(
                  Rounding.magnitudes(x),
                  BATCH,
                  input,
                  Rounding.magnitudes(kernel),
                  new float[2],
                  spec),
              kernelHeight,
              stride),
          spec);
    }
  }

  @Test
  void network_givesTheSameFastAndPlainWithItsGradients() {
    NetworkSpec network =
        NetworkSpec.of(
            "net",
            new ImageShape(5, 6, 64),
            TransposedConvolution.of(64, 8, 2, 1),
            Convolution.of(64, 8, 2));
    float[] values = SmallGraph.values(1, BATCH * network.input().size());
    try (SmallGraph small = new SmallGraph()) {
      Operand<TFloat32> x = small.batch(BATCH, network.input(), values);
      NetworkGraph plain = small.network(network);
      NetworkGraph fast =
          new NetworkGraph(small.tf, network, small.variables, ConvolutionForm.MINIMAL_FILTERING);
      List<Operand<TFloat32>> fetched = new ArrayList<>();
      fetched.addAll(outputAndGradients(small, plain, x));
      int half = fetched.size();
      long before = batchProducts(small);
      fetched.addAll(outputAndGradients(small, fast, x));
      assertThat(before).isZero();
      assertThat(batchProducts(small)).isPositive();
      small.initialize();
      List<float[]> results = small.run(fetched, List.of());
      for (int i = 0; i < half; i++) {
        float[] expected = results.get(i);
        double scale = Math.sqrt(Reference.moments(expected, j -> true)[1]);
        assertThat(scale).isPositive();
        Close.check(results.get(half + i), expected, 1e-4 * scale, "result " + i);
      }
    }
  }

  @Test
  void serves_squareTapsAndManyChannels() {
    Extent eight = Extent.square(8);
    Extent two = Extent.square(2);
    assertThat(FastConvolutions.serves(eight, two, 256, 256)).isTrue();
    assertThat(FastConvolutions.serves(eight, two, 16, 64)).isTrue();
    assertThat(FastConvolutions.serves(eight, two, 15, 64)).isFalse();
    assertThat(FastConvolutions.serves(eight, two, 256, 3)).isFalse();
    assertThat(FastConvolutions.serves(Extent.square(3), Extent.square(1), 64, 64)).isTrue();
    assertThat(FastConvolutions.serves(Extent.square(5), Extent.square(1), 64, 64)).isFalse();
    assertThat(FastConvolutions.serves(Extent.square(4), two, 64, 64)).isFalse();
    assertThat(FastConvolutions.serves(new Extent(8, 6), two, 64, 64)).isFalse();
    assertThat(FastConvolutions.serves(eight, new Extent(2, 1), 64, 64)).isFalse();
  }

  /** Four roundings of the most that is added up: all values of a tile share their errors. */
  private static double bound(double[] magnitudes, int kernel, int stride) {
    double gain = Rounding.minimalFiltering(Tiling.taps(kernel, stride));
    return 4 * Rounding.UNIT * gain * Arrays.stream(magnitudes).max().orElseThrow();
  }

  private static long batchProducts(SmallGraph small) {
    long count = 0;
    var operations = small.graph.operations();
    while (operations.hasNext()) {
      if (operations.next().type().equals("BatchMatMulV2")) {
        count++;
      }
    }
    return count;
  }

  @SuppressWarnings("unchecked") // gradients of a float32 loss by float32 values
  private static List<Operand<TFloat32>> outputAndGradients(
      SmallGraph small, NetworkGraph network, Operand<TFloat32> x) {
    Operand<TFloat32> y = network.forward(x, Normalization.BATCH).output();
    float[] weights = SmallGraph.values(9, (int) y.shape().size());
    Operand<TFloat32> loss =
        small.tf.sum(
            small.tf.math.mul(y, small.constant(y.shape(), weights)),
            small.tf.constant(new int[] {0, 1, 2, 3}));
    List<Output<?>> by = new ArrayList<>();
    by.add(x.asOutput());
    small.variables.all().forEach(variable -> by.add(variable.value().asOutput()));
    List<Operand<TFloat32>> results = new ArrayList<>();
    results.add(y);
    Stream.of(small.graph.addGradients(loss.asOutput(), by.toArray(Output<?>[]::new)))
        .forEach(gradient -> results.add((Operand<TFloat32>) gradient));
    return results;
  }
}
