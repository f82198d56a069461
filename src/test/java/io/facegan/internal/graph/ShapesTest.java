package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.Activation;
import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerSpec;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.PlacedLayer;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The size arithmetic of the network package against what TensorFlow makes of the same layers. */
class ShapesTest {
  private static final int BATCH = 2;

  @ParameterizedTest
  @MethodSource
  void presets_everyLayerHasTensorFlowsShape(NetworkSpec network) {
    for (long batch : new long[] {BATCH, -1}) {
      try (SmallGraph small = new SmallGraph()) {
        Operand<TFloat32> input = input(small, batch, network.input());
        checkInferred(network, batch, prefixes(small, network, input));
      }
    }
  }

  static Stream<NetworkSpec> presets_everyLayerHasTensorFlowsShape() {
    return Stream.of(
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(64, 64)),
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(96, 96)),
            Networks.tutorial(Activation.GELU),
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(218, 178)),
            Networks.tutorial(Activation.GELU, new ImageShape(128, 96, 1)),
            Networks.small(),
            Networks.small(ImageShape.rgb(96, 96)),
            Networks.small(ImageShape.rgb(128, 128)),
            Networks.small(new ImageShape(48, 80, 1)),
            Networks.fullyConnected(),
            Networks.fullyConnected(ImageShape.rgb(64, 64)))
        .flatMap(networks -> Stream.of(networks.generator(), networks.discriminator()));
  }

  @ParameterizedTest
  @MethodSource
  void presets_everyLayerGivesThatShapeWhenRun(NetworkSpec network) {
    try (SmallGraph small = new SmallGraph()) {
      checkRun(small, List.of(network));
    }
  }

  static Stream<NetworkSpec> presets_everyLayerGivesThatShapeWhenRun() {
    return Stream.of(
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(64, 64)),
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(96, 96)),
            Networks.tutorial(Activation.GELU),
            Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(218, 178)),
            Networks.small(),
            Networks.small(new ImageShape(48, 80, 1)),
            Networks.fullyConnected(new ImageShape(17, 13, 3)))
        .flatMap(networks -> Stream.of(networks.generator(), networks.discriminator()))
        .map(ShapesTest::thin);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void oddLayers_haveTensorFlowsShape(int kernel) {
    List<LayerSpec> layers = new ArrayList<>();
    Extent[] kernels = {Extent.square(kernel), new Extent(kernel, 6 - kernel)};
    Extent[] strides = {Extent.square(1), Extent.square(2), new Extent(1, 2), new Extent(3, 1)};
    for (Extent size : kernels) {
      for (Extent stride : strides) {
        for (int padding = 0; padding < Math.min(size.height(), size.width()); padding++) {
          layers.add(new Convolution(3, size, stride, Extent.square(padding)));
          layers.add(new TransposedConvolution(3, size, stride, Extent.square(padding)));
        }
        layers.add(new Convolution(3, size, stride, new Extent(size.height() - 1, 0)));
        layers.add(new TransposedConvolution(3, size, stride, new Extent(0, size.width() - 1)));
      }
    }
    ImageShape input = new ImageShape(6, 7, 2);
    List<NetworkSpec> networks = new ArrayList<>();
    for (LayerSpec layer : layers) {
      networks.add(NetworkSpec.of("net" + networks.size(), input, layer));
    }
    try (SmallGraph small = new SmallGraph()) {
      checkRun(small, networks);
    }
    try (SmallGraph small = new SmallGraph()) {
      Operand<TFloat32> open = input(small, -1, input);
      networks.forEach(network -> checkInferred(network, -1, prefixes(small, network, open)));
    }
  }

  @Test
  void upsamplings_haveTensorFlowsShape() {
    for (LayerSpec after :
        List.of(
            Convolution.of(3, 3, 1, 1),
            Convolution.of(3, 1, 1),
            Convolution.of(3, 4, 2, 1),
            new Convolution(3, new Extent(3, 5), Extent.square(1), new Extent(2, 0)),
            Upsampling.by(3))) {
      NetworkSpec network =
          NetworkSpec.of("net", new ImageShape(3, 5, 2), new Upsampling(new Extent(2, 3)), after);
      try (SmallGraph small = new SmallGraph()) {
        checkRun(small, List.of(network));
      }
    }
  }

  private static Operand<TFloat32> input(SmallGraph small, long batch, FeatureShape shape) {
    return small
        .tf
        .withName("input")
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(batched(batch, shape))));
  }

  /** Adds the network's first layer, its first two, and so on, over the same variables. */
  private static List<Operand<TFloat32>> prefixes(
      SmallGraph small, NetworkSpec network, Operand<TFloat32> input) {
    small.network(network);
    Normalization normalization =
        input.shape().get(0) < 0 ? Normalization.PER_PICTURE : Normalization.BATCH;
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int count = 1; count <= network.layers().size(); count++) {
      NetworkSpec prefix =
          new NetworkSpec(network.name(), network.input(), network.layers().subList(0, count));
      outputs.add(
          new NetworkGraph(small.tf, prefix, small.variables, ConvolutionForm.PLAIN)
              .forward(input, normalization)
              .output());
    }
    return outputs;
  }

  private static void checkInferred(
      NetworkSpec network, long batch, List<Operand<TFloat32>> outputs) {
    List<PlacedLayer> placed = network.placed();
    for (int i = 0; i < placed.size(); i++) {
      assertThat(outputs.get(i).shape().asArray())
          .as("%s, %s", placed.get(i).name(), placed.get(i).spec())
          .isEqualTo(batched(batch, placed.get(i).output()));
    }
  }

  /** Runs networks of the same input shape and compares what every layer gave. */
  private static void checkRun(SmallGraph small, List<NetworkSpec> networks) {
    FeatureShape shape = networks.get(0).input();
    Operand<TFloat32> input = input(small, BATCH, shape);
    List<PlacedLayer> placed = new ArrayList<>();
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (NetworkSpec network : networks) {
      List<Operand<TFloat32>> ofNetwork = prefixes(small, network, input);
      checkInferred(network, BATCH, ofNetwork);
      outputs.addAll(ofNetwork);
      placed.addAll(network.placed());
    }
    small.initialize();
    Session.Runner runner = small.runner();
    outputs.forEach(runner::fetch);
    float[] values = SmallGraph.values(1, BATCH * shape.size());
    try (TFloat32 fed = SmallGraph.tensor(Shape.of(batched(BATCH, shape)), values);
        Result result = runner.feed(input, fed).run()) {
      for (int i = 0; i < placed.size(); i++) {
        assertThat(result.get(i).shape().asArray())
            .as("%s, %s", placed.get(i).name(), placed.get(i).spec())
            .isEqualTo(batched(BATCH, placed.get(i).output()));
      }
    }
  }

  /** The shape in TensorFlow's words, made here anew so that it does not test itself. */
  private static long[] batched(long batch, FeatureShape shape) {
    return shape instanceof ImageShape image
        ? new long[] {batch, image.height(), image.width(), image.channels()}
        : new long[] {batch, shape.size()};
  }

  /** The same network with two filters in every inner layer: sizes stay, the work shrinks. */
  private static NetworkSpec thin(NetworkSpec network) {
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec layer : network.layers()) {
      if (layer instanceof Convolution c) {
        layers.add(new Convolution(thin(c.filters()), c.kernel(), c.stride(), c.padding()));
      } else if (layer instanceof TransposedConvolution t) {
        layers.add(
            new TransposedConvolution(thin(t.filters()), t.kernel(), t.stride(), t.padding()));
      } else {
        layers.add(layer);
      }
    }
    return new NetworkSpec(network.name(), network.input(), layers);
  }

  private static int thin(int filters) {
    return filters > 3 ? 2 : filters;
  }
}
