package io.facegan.internal.export.onnx;

import io.facegan.network.Activation;
import java.util.List;
import java.util.stream.IntStream;

/** Functions of tensors; for some of them this operator set has no operator. */
final class Formulas {
  private final OnnxGraph graph;

  Formulas(OnnxGraph graph) {
    this.graph = graph;
  }

  String activation(String name, Activation activation, String x) {
    return switch (activation.kind()) {
      case LEAKY_RELU ->
          graph.node(
              name, "LeakyRelu", List.of(x), OnnxAttribute.real("alpha", activation.slope()));
      case RELU -> graph.node(name, "Relu", List.of(x));
      case GELU -> gelu(name, x);
      case SIGMOID -> graph.node(name, "Sigmoid", List.of(x));
      case TANH -> graph.node(name, "Tanh", List.of(x));
    };
  }

  /** Uses the pattern of operations that runtimes fuse into one. */
  private String gelu(String name, String x) {
    String scaled = step(name, "scaled", "Div", x, scalar("root_of_two", Math.sqrt(2)));
    String erf = graph.node(name + "_erf", "Erf", List.of(scaled));
    String share = step(name, "share", "Add", erf, scalar("one", 1));
    String twice = step(name, "twice", "Mul", x, share);
    return graph.node(name, "Mul", List.of(twice, scalar("half", 0.5)));
  }

  /** Normalizes each example, of so many axes, by the mean and variance of its values. */
  String layerNorm(
      String name, String x, int axes, double epsilon, OnnxTensor scale, OnnxTensor offset) {
    String centred = step(name, "centred", "Sub", x, mean(name + "_mean", x, axes));
    String squares = step(name, "squares", "Mul", centred, centred);
    String variance = mean(name + "_variance", squares, axes);
    String above = step(name, "above", "Add", variance, scalar(name + "_epsilon", epsilon));
    String deviation = graph.node(name + "_deviation", "Sqrt", List.of(above));
    String normal = step(name, "normal", "Div", centred, deviation);
    String scaled = step(name, "scaled", "Mul", normal, graph.constant(scale));
    return graph.node(name, "Add", List.of(scaled, graph.constant(offset)));
  }

  private String mean(String name, String x, int axes) {
    Integer[] all = IntStream.rangeClosed(1, axes).boxed().toArray(Integer[]::new);
    return graph.node(name, "ReduceMean", List.of(x), OnnxAttribute.integers("axes", all));
  }

  private String step(String name, String step, String operator, String left, String right) {
    return graph.node(name + "_" + step, operator, List.of(left, right));
  }

  private String scalar(String name, double value) {
    return graph.constant(OnnxTensor.scalar(name, (float) value));
  }
}
