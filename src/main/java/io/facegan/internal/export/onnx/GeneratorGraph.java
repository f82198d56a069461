package io.facegan.internal.export.onnx;

import io.facegan.internal.graph.LabelEmbedding;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.network.ActivationLayer;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Extent;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.Labels;
import io.facegan.network.LayerNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.PlacedLayer;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Converts a generator to ONNX operators, layer by layer. */
final class GeneratorGraph {
  private final List<PlacedLayer> layers;
  private final Normalization normalization;
  private final LayerTensors tensors;
  private final OnnxGraph graph = new OnnxGraph();
  private final Formulas formulas = new Formulas(graph);
  private final Set<PlacedLayer> folded = new HashSet<>();
  private final Flow flow;

  private GeneratorGraph(NetworkSpec generator, Normalization normalization, Weights weights) {
    this.layers = generator.placed();
    this.normalization = normalization;
    this.tensors = new LayerTensors(generator.name(), weights);
    this.flow = new Flow(graph, ServedSignature.LATENTS);
  }

  /** Builds the graph, whose weights are read only when it is written. */
  static OnnxGraph of(
      Networks networks, Normalization normalization, Weights weights, String output) {
    GeneratorGraph built = new GeneratorGraph(networks.generator(), normalization, weights);
    if (!networks.labels().isNone()) {
      built.joinLabels(networks.labels(), weights);
    }
    return built.build(output);
  }

  private void joinLabels(Labels labels, Weights weights) {
    String table =
        graph.constant(
            OnnxTensor.floats(
                "label_embedding",
                List.of(labels.count(), labels.embedding()),
                () -> weights.values(LabelEmbedding.TABLE)));
    String vectors = graph.node("label_vectors", "Gather", List.of(table, ServedSignature.LABELS));
    flow.set(
        graph.node(
            "labelled_latents",
            "Concat",
            List.of(flow.tensor(), vectors),
            OnnxAttribute.integer("axis", 1)));
  }

  private OnnxGraph build(String output) {
    for (int i = 0; i < layers.size(); i++) {
      add(i);
    }
    flow.channelsLast();
    graph.renameResult(output);
    return graph;
  }

  private void add(int index) {
    PlacedLayer layer = layers.get(index);
    if (layer.spec() instanceof Dense) {
      weighted(index, "Gemm", flow.tensor(), OnnxAttribute.integer("transB", 1));
    } else if (layer.spec() instanceof Convolution spec) {
      convolution(index, "Conv", spec.kernel(), spec.stride(), spec.padding());
    } else if (layer.spec() instanceof TransposedConvolution spec) {
      convolution(index, "ConvTranspose", spec.kernel(), spec.stride(), spec.padding());
    } else if (layer.spec() instanceof BatchNorm spec) {
      batchNorm(layer, spec);
    } else if (layer.spec() instanceof LayerNorm spec) {
      layerNorm(layer, spec);
    } else if (layer.spec() instanceof ActivationLayer spec) {
      flow.set(formulas.activation(layer.name(), spec.activation(), flow.tensor()));
    } else if (layer.spec() instanceof Upsampling spec) {
      upsampling(layer, spec.factor());
    } else if (layer.spec() instanceof Flatten) {
      node(layer, "Flatten", List.of(flow.channelsLast()), OnnxAttribute.integer("axis", 1));
    } else if (layer.spec() instanceof Reshape spec) {
      reshape(layer, spec.shape());
    }
  }

  private void convolution(
      int index, String operator, Extent kernel, Extent stride, Extent padding) {
    weighted(
        index,
        operator,
        flow.channelsFirst(),
        OnnxAttribute.integers("kernel_shape", kernel.height(), kernel.width()),
        OnnxAttribute.integers("strides", stride.height(), stride.width()),
        OnnxAttribute.integers(
            "pads", padding.height(), padding.width(), padding.height(), padding.width()));
  }

  private void weighted(int index, String operator, String x, OnnxAttribute... attributes) {
    PlacedLayer layer = layers.get(index);
    List<PlacedLayer> norms = foldable(index);
    folded.addAll(norms);
    String kernel = graph.constant(tensors.kernel(layer, norms));
    String bias = graph.constant(tensors.bias(layer, norms));
    node(layer, operator, List.of(x, kernel, bias), attributes);
  }

  /** Returns the batch norms that can be folded into the weights of a layer. */
  private List<PlacedLayer> foldable(int index) {
    boolean dense = layers.get(index).spec() instanceof Dense;
    List<PlacedLayer> norms = new ArrayList<>();
    for (PlacedLayer next : layers.subList(index + 1, layers.size())) {
      // Each unit of a dense layer is one value of the image, whatever its position.
      boolean layout = next.spec() instanceof Reshape || next.spec() instanceof Flatten;
      if (next.spec() instanceof BatchNorm && normalization.usesAverages(next.output())) {
        norms.add(next);
      } else if (!(dense && layout)) {
        break;
      }
    }
    return norms;
  }

  private void batchNorm(PlacedLayer layer, BatchNorm spec) {
    if (folded.contains(layer)) {
      return;
    }
    List<String> inputs = new ArrayList<>();
    inputs.add(layer.output() instanceof ImageShape ? flow.channelsFirst() : flow.tensor());
    inputs.add(graph.constant(tensors.channelwise(layer, "scale")));
    inputs.add(graph.constant(tensors.channelwise(layer, "offset")));
    OnnxAttribute epsilon = OnnxAttribute.real("epsilon", spec.epsilon());
    if (normalization.usesAverages(layer.output())) {
      inputs.add(graph.constant(tensors.channelwise(layer, "running_mean")));
      inputs.add(graph.constant(tensors.channelwise(layer, "running_variance")));
      node(layer, "BatchNormalization", inputs, epsilon);
    } else {
      node(layer, "InstanceNormalization", inputs, epsilon);
    }
  }

  private void layerNorm(PlacedLayer layer, LayerNorm spec) {
    flow.set(
        formulas.layerNorm(
            layer.name(),
            flow.tensor(),
            LayerTensors.sides(layer.output()).size(),
            spec.epsilon(),
            tensors.valuewise(layer, "scale", flow.isChannelsFirst()),
            tensors.valuewise(layer, "offset", flow.isChannelsFirst())));
  }

  /** Each output pixel is the input pixel at its position divided by the factor, rounded down. */
  private void upsampling(PlacedLayer layer, Extent factor) {
    float[] factors = {1, 1, factor.height(), factor.width()};
    String scales =
        graph.constant(
            OnnxTensor.floats(layer.name() + "_scales", List.of(factors.length), () -> factors));
    node(
        layer,
        "Resize",
        List.of(flow.channelsFirst(), "", scales),
        OnnxAttribute.text("mode", "nearest"),
        OnnxAttribute.text("coordinate_transformation_mode", "asymmetric"),
        OnnxAttribute.text("nearest_mode", "floor"));
  }

  private void reshape(PlacedLayer layer, ImageShape shape) {
    // 0 as first length keeps that of the batch.
    List<Integer> sides = List.of(0, shape.height(), shape.width(), shape.channels());
    String constant = graph.constant(OnnxTensor.integers(layer.name() + "_shape", sides));
    node(layer, "Reshape", List.of(flow.channelsLast(), constant));
  }

  private void node(
      PlacedLayer layer, String operator, List<String> inputs, OnnxAttribute... attributes) {
    flow.set(graph.node(layer.name(), operator, inputs, attributes));
  }
}
