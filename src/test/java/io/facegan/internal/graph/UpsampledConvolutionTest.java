package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.Upsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** An upsampling with a convolution after it, made as one operation, against the two made apart. */
class UpsampledConvolutionTest {
  private static final int BATCH = 2;
  private static final ImageShape INPUT = new ImageShape(3, 4, 2);
  private static final String KERNEL = "net/convolution_1/kernel";
  private static final String BIAS = "net/convolution_1/bias";

  private record Pair(Extent factor, Convolution convolution) {}

  @ParameterizedTest
  @MethodSource("pairs")
  void folded_isTheReference(Pair pair) {
    try (SmallGraph small = new SmallGraph()) {
      float[] x = SmallGraph.values(1, BATCH * INPUT.size());
      Operand<TFloat32> y = folded(small, pair, small.batch(BATCH, INPUT, x));
      small.initialize();
      ImageShape larger = (ImageShape) new Upsampling(pair.factor()).outputShape(INPUT);
      Close.check(
          small.run(y),
          Reference.convolution(
              Reference.upsampled(x, BATCH, INPUT, pair.factor()),
              BATCH,
              larger,
              small.value(KERNEL),
              small.value(BIAS),
              pair.convolution()),
          1e-5,
          pair);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void folded_hasTheGradientsOfTheTwoApart(Pair pair) {
    try (SmallGraph small = new SmallGraph()) {
      float[] values = SmallGraph.values(1, BATCH * INPUT.size());
      Operand<TFloat32> x = small.batch(BATCH, INPUT, values);
      Operand<TFloat32> folded = folded(small, pair, x);
      Operand<TFloat32> apart = apart(small, pair, x);
      List<Operand<TFloat32>> fetched = new ArrayList<>(List.of(folded, apart));
      fetched.addAll(gradients(small, folded, x));
      fetched.addAll(gradients(small, apart, x));
      small.initialize();
      List<float[]> results = small.run(fetched, List.of());
      Close.check(results.get(0), results.get(1), 1e-5, "output");
      List<String> names = List.of("input", "kernel", "bias");
      for (int i = 0; i < names.size(); i++) {
        assertThat(results.get(2 + i))
            .as(names.get(i))
            .isNotEqualTo(new float[results.get(2 + i).length]);
        Close.check(results.get(2 + i), results.get(5 + i), 2e-4, "gradient of " + names.get(i));
      }
    }
  }

  @Test
  void stride2_isNotFolded() {
    Convolution halving = Convolution.of(3, 4, 2, 1);
    try (SmallGraph small = new SmallGraph()) {
      float[] x = SmallGraph.values(1, BATCH * INPUT.size());
      Operand<TFloat32> y =
          folded(small, new Pair(Extent.square(2), halving), small.batch(BATCH, INPUT, x));
      small.initialize();
      Close.check(
          small.run(y),
          Reference.convolution(
              Reference.upsampled(x, BATCH, INPUT, Extent.square(2)),
              BATCH,
              new ImageShape(6, 8, 2),
              small.value(KERNEL),
              small.value(BIAS),
              halving),
          1e-5,
          halving);
    }
  }

  static Stream<Pair> pairs() {
    Extent one = Extent.square(1);
    List<Pair> pairs = new ArrayList<>();
    for (int kernel : new int[] {1, 3, 5}) {
      for (int factor : new int[] {2, 3}) {
        for (int padding : new int[] {0, kernel / 2, kernel - 1}) {
          Convolution convolution = Convolution.of(3, kernel, 1, padding);
          pairs.add(new Pair(Extent.square(factor), convolution));
        }
      }
    }
    pairs.add(
        new Pair(new Extent(2, 3), new Convolution(3, new Extent(3, 5), one, new Extent(1, 2))));
    pairs.add(
        new Pair(new Extent(3, 1), new Convolution(3, new Extent(5, 1), one, new Extent(4, 0))));
    pairs.add(
        new Pair(new Extent(1, 2), new Convolution(3, new Extent(2, 4), one, new Extent(0, 3))));
    return pairs.stream().distinct();
  }

  private static Operand<TFloat32> folded(SmallGraph small, Pair pair, Operand<TFloat32> x) {
    return small
        .network(NetworkSpec.of("net", INPUT, new Upsampling(pair.factor()), pair.convolution()))
        .forward(x, Normalization.BATCH)
        .output();
  }

  /** Two networks over the same variables: nothing can be folded across them. */
  private static Operand<TFloat32> apart(SmallGraph small, Pair pair, Operand<TFloat32> x) {
    Upsampling upsampling = new Upsampling(pair.factor());
    NetworkSpec first = NetworkSpec.of("net", INPUT, upsampling);
    NetworkSpec second = NetworkSpec.of("net", first.output(), pair.convolution());
    Operand<TFloat32> larger =
        new NetworkGraph(small.tf, first, small.variables, ConvolutionForm.PLAIN)
            .forward(x, Normalization.BATCH)
            .output();
    return new NetworkGraph(small.tf, second, small.variables, ConvolutionForm.PLAIN)
        .forward(larger, Normalization.BATCH)
        .output();
  }

  /** Gradients of a sum in which every output has its own weight. */
  @SuppressWarnings("unchecked") // gradients of a float32 loss by float32 values
  private static List<Operand<TFloat32>> gradients(
      SmallGraph small, Operand<TFloat32> y, Operand<TFloat32> x) {
    float[] weights = SmallGraph.values(9, (int) y.shape().size());
    Operand<TFloat32> loss =
        small.tf.sum(
            small.tf.math.mul(y, small.constant(y.shape(), weights)),
            small.tf.constant(new int[] {0, 1, 2, 3}));
    Output<?>[] by = {
      x.asOutput(),
      small.variables.get(KERNEL).value().asOutput(),
      small.variables.get(BIAS).value().asOutput()
    };
    return Stream.of(small.graph.addGradients(loss.asOutput(), by))
        .map(gradient -> (Operand<TFloat32>) gradient)
        .toList();
  }
}
