package io.facegan.internal.export.onnx;

import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.PlacedLayer;
import io.facegan.network.TransposedConvolution;
import java.util.List;
import java.util.function.Supplier;

/** The weights of a network's layers in the layouts of ONNX's operators. */
final class LayerTensors {
  /**
   * From height, width, input channels, filters to filters, input channels, height, width. For a
   * transposed convolution, input channels and filters are swapped on both sides.
   */
  private static final Permutation KERNEL = new Permutation(3, 2, 0, 1);

  /** From inputs, units to units, inputs, as readers expect it that know a single form. */
  private static final Permutation DENSE = new Permutation(1, 0);

  private static final Permutation CHANNELS_FIRST = new Permutation(2, 0, 1);

  private final String network;
  private final Weights weights;

  LayerTensors(String network, Weights weights) {
    this.network = network;
    this.weights = weights;
  }

  /** Returns the number of channels of an image, or of values of a vector. */
  static int channels(FeatureShape shape) {
    return shape instanceof ImageShape image ? image.channels() : shape.size();
  }

  /** Returns the shape of an example, channels last. */
  static List<Integer> sides(FeatureShape shape) {
    return shape instanceof ImageShape image
        ? List.of(image.height(), image.width(), image.channels())
        : List.of(shape.size());
  }

  /** Reads a variable of a layer. */
  float[] values(PlacedLayer layer, String kind) {
    return weights.values(network + "/" + layer.name() + "/" + kind);
  }

  /**
   * Returns the kernel of a dense layer (units, inputs), a convolution (filters, input channels,
   * height, width) or a transposed convolution (input channels, filters, height, width).
   *
   * @param norms the batch norms to fold into it
   */
  OnnxTensor kernel(PlacedLayer layer, List<PlacedLayer> norms) {
    int inputs = channels(layer.input());
    int outputs = channels(layer.output());
    if (layer.spec() instanceof Convolution spec) {
      return kernel(layer, norms, spec.kernel(), inputs, outputs);
    }
    if (layer.spec() instanceof TransposedConvolution spec) {
      return kernel(layer, norms, spec.kernel(), outputs, inputs);
    }
    return OnnxTensor.permuted(
        name(layer, "kernel"), DENSE, List.of(inputs, outputs), folded(layer, norms, 1));
  }

  private OnnxTensor kernel(
      PlacedLayer layer, List<PlacedLayer> norms, Extent size, int third, int last) {
    List<Integer> sides = List.of(size.height(), size.width(), third, last);
    int run = layer.spec() instanceof TransposedConvolution ? last : 1;
    return OnnxTensor.permuted(name(layer, "kernel"), KERNEL, sides, folded(layer, norms, run));
  }

  private Supplier<float[]> folded(PlacedLayer layer, List<PlacedLayer> norms, int run) {
    return () ->
        Folding.of(channels(layer.output()), norms, this).kernel(values(layer, "kernel"), run);
  }

  /** Returns the bias of such a layer. */
  OnnxTensor bias(PlacedLayer layer, List<PlacedLayer> norms) {
    int outputs = channels(layer.output());
    return OnnxTensor.floats(
        name(layer, "bias"),
        List.of(outputs),
        () -> Folding.of(outputs, norms, this).bias(values(layer, "bias")));
  }

  /** Returns a variable of a batch norm, one value per channel. */
  OnnxTensor channelwise(PlacedLayer layer, String kind) {
    return OnnxTensor.floats(
        name(layer, kind), List.of(channels(layer.output())), () -> values(layer, kind));
  }

  /**
   * Returns a variable of a layer norm, which has the shape of an example.
   *
   * @param channelsFirst whether the example is an image with its channels first
   */
  OnnxTensor valuewise(PlacedLayer layer, String kind, boolean channelsFirst) {
    List<Integer> sides = sides(layer.output());
    return channelsFirst
        ? OnnxTensor.permuted(name(layer, kind), CHANNELS_FIRST, sides, () -> values(layer, kind))
        : OnnxTensor.floats(name(layer, kind), sides, () -> values(layer, kind));
  }

  private static String name(PlacedLayer layer, String kind) {
    return layer.name() + "_" + kind;
  }
}
