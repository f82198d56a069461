package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.inference.Geometry;
import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerSpec;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Convolutions and transposed convolutions against sums written out in Java. */
class ConvolutionsTest {
  private static final int BATCH = 2;
  private static final ImageShape INPUT = new ImageShape(7, 6, 3);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void convolution_isTheReference(int kernel) {
    for (Geometry g : geometries(kernel)) {
      Convolution spec = new Convolution(2, g.kernel(), g.stride(), g.padding());
      try (SmallGraph small = new SmallGraph()) {
        float[] x = SmallGraph.values(1, BATCH * INPUT.size());
        float[] y = run(small, spec, x);
        Close.check(
            y,
            Reference.convolution(
                x,
                BATCH,
                INPUT,
                small.value("net/convolution_1/kernel"),
                small.value("net/convolution_1/bias"),
                spec),
            1e-5,
            spec);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void transposedConvolution_isTheReference(int kernel) {
    for (Geometry g : geometries(kernel)) {
      TransposedConvolution spec =
          new TransposedConvolution(2, g.kernel(), g.stride(), g.padding());
      try (SmallGraph small = new SmallGraph()) {
        float[] x = SmallGraph.values(2, BATCH * INPUT.size());
        float[] y = run(small, spec, x);
        Close.check(
            y,
            Reference.transposed(
                x,
                BATCH,
                INPUT,
                small.value("net/transposed_convolution_1/kernel"),
                small.value("net/transposed_convolution_1/bias"),
                spec),
            1e-5,
            spec);
      }
    }
  }

  @Test
  void convolutionThatSamePadsAlike_needsNoPadOperation() {
    assertThat(operations(Convolution.of(2, 3, 1, 1))).doesNotContain("Pad", "PadV2");
    assertThat(operations(new Convolution(2, Extent.square(4), Extent.square(3), new Extent(0, 0))))
        .doesNotContain("Pad", "PadV2");
  }

  @Test
  void convolutionThatSamePadsOtherwise_isPaddedBefore() {
    assertThat(operations(Convolution.of(2, 3, 1, 2))).contains("PadV2");
  }

  @Test
  void transposedConvolutionThatSameCropsAlike_needsNoSlice() {
    assertThat(operations(TransposedConvolution.of(2, 4, 2, 1))).doesNotContain("Slice");
  }

  @Test
  void transposedConvolutionThatSameCropsOtherwise_isCroppedAfter() {
    assertThat(operations(TransposedConvolution.of(2, 5, 2, 1))).contains("Slice");
  }

  @Test
  void paddedConvolution_gradientIsThatOfItsDefinition() {
    Convolution spec = Convolution.of(2, 3, 2, 2);
    try (SmallGraph small = new SmallGraph()) {
      checkGradient(small, spec, "net/convolution_1/kernel");
    }
  }

  @Test
  void croppedTransposedConvolution_gradientIsThatOfItsDefinition() {
    TransposedConvolution spec = TransposedConvolution.of(2, 5, 2, 1);
    try (SmallGraph small = new SmallGraph()) {
      checkGradient(small, spec, "net/transposed_convolution_1/kernel");
    }
  }

  /** The outputs are linear in the kernel, so a difference over any distance is its gradient. */
  private static void checkGradient(SmallGraph small, LayerSpec spec, String kernel) {
    NetworkGraph network = small.network(NetworkSpec.of("net", INPUT, spec));
    float[] x = SmallGraph.values(3, BATCH * INPUT.size());
    Operand<TFloat32> y =
        network.forward(small.batch(BATCH, INPUT, x), Normalization.BATCH).output();
    float[] weights = SmallGraph.values(4, (int) y.shape().size());
    Operand<TFloat32> weighted = small.tf.math.mul(y, small.constant(y.shape(), weights));
    Operand<TFloat32> loss = small.tf.sum(weighted, small.tf.constant(new int[] {0, 1, 2, 3}));
    Operand<TFloat32> gradient = gradient(small, loss, kernel);
    small.initialize();
    float[] start = small.value(kernel);
    float[] analytic = small.run(gradient);
    assertThat(analytic).hasSameSizeAs(start);
    for (int i = 0; i < start.length; i += 5) {
      float[] changed = start.clone();
      changed[i] = start[i] + 1;
      small.assign(kernel, changed);
      float up = small.run(loss)[0];
      changed[i] = start[i] - 1;
      small.assign(kernel, changed);
      float down = small.run(loss)[0];
      Close.check(
          new float[] {analytic[i]}, new double[] {((double) up - down) / 2}, 1e-3, "weight " + i);
    }
  }

  @SuppressWarnings("unchecked") // the gradient of a float32 loss by a float32 variable
  private static Operand<TFloat32> gradient(
      SmallGraph small, Operand<TFloat32> loss, String variable) {
    return (Operand<TFloat32>)
        small
            .graph
            .addGradients(
                loss.asOutput(),
                new org.tensorflow.Output<?>[] {small.variables.get(variable).value().asOutput()})[
            0];
  }

  private static float[] run(SmallGraph small, LayerSpec spec, float[] x) {
    NetworkGraph network = small.network(NetworkSpec.of("net", INPUT, spec));
    Operand<TFloat32> y =
        network.forward(small.batch(BATCH, INPUT, x), Normalization.BATCH).output();
    small.initialize();
    return small.run(y);
  }

  /** The kinds of operations that a forward pass is made of. */
  private static Set<String> operations(LayerSpec spec) {
    try (SmallGraph small = new SmallGraph()) {
      NetworkGraph network = small.network(NetworkSpec.of("net", INPUT, spec));
      float[] x = new float[BATCH * INPUT.size()];
      network.forward(small.batch(BATCH, INPUT, x), Normalization.BATCH);
      Set<String> types = new TreeSet<>();
      small.graph.operations().forEachRemaining(operation -> types.add(operation.type()));
      return types;
    }
  }

  private record Geometry(Extent kernel, Extent stride, Extent padding) {}

  private static List<Geometry> geometries(int kernel) {
    List<Geometry> result = new ArrayList<>();
    for (int stride = 1; stride <= 3; stride++) {
      for (int padding : IntStream.range(0, kernel).toArray()) {
        result.add(
            new Geometry(Extent.square(kernel), Extent.square(stride), Extent.square(padding)));
      }
      result.add(
          new Geometry(
              new Extent(kernel, 6 - kernel),
              new Extent(stride, 4 - stride),
              new Extent(kernel - 1, (6 - kernel) / 2)));
    }
    return result;
  }
}
