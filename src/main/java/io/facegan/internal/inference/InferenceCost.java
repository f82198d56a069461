package io.facegan.internal.inference;

import java.util.Optional;
import org.tensorflow.proto.NodeDef;

/** Estimates the cost of a frozen generator's graph on a CPU. */
final class InferenceCost {
  /**
   * A few milliseconds of work for one core. Below that, TensorFlow's threads lose more time
   * waiting for each other than they save.
   */
  private static final long FEW_MULTIPLICATIONS = 250_000_000;

  /** Returns whether one thread generates an image about as fast as several together. */
  static boolean isSmall(ShapedGraph nodes) {
    double sum = 0;
    for (NodeDef node : nodes.inOrder()) {
      sum += multiplications(node, nodes);
    }
    return sum <= FEW_MULTIPLICATIONS;
  }

  /** Counts those for one image; infinite if the shapes are unknown. */
  private static double multiplications(NodeDef node, ShapedGraph nodes) {
    return switch (node.getOp()) {
      case "Conv2D" -> multiplications(Geometry.ofConvolution(node, nodes));
      case "Conv2DBackpropInput" -> multiplications(Geometry.ofTransposed(node, nodes));
      case "MatMul" -> size(nodes.sides(node.getInput(1)));
      default -> 0;
    };
  }

  private static double multiplications(Optional<Geometry> geometry) {
    return geometry
        .map(g -> size(g.size().height(), g.size().width(), g.large().channels(), g.small().size()))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double size(long... sides) {
    double size = 1;
    for (long side : sides) {
      size *= side < 0 ? Double.POSITIVE_INFINITY : side;
    }
    return size;
  }

  private InferenceCost() {}
}
