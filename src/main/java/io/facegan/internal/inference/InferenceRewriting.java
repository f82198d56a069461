package io.facegan.internal.inference;

import io.facegan.internal.graph.FastConvolutions;
import io.facegan.network.Extent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * Rewrites a frozen generator's convolutions in forms that are faster on a CPU, with the same
 * results except for rounding: large transposed kernels as {@link FastConvolutions}, small ones and
 * the operations after them in {@link Blocks}. Operations with control inputs, such as assertions,
 * stay unchanged.
 */
final class InferenceRewriting {
  private static final Extent NO_PADDING = new Extent(0, 0);

  private final ShapedGraph frozen;
  private final List<NodeDef> rewritten = new ArrayList<>();
  private final BlockRewriting blocks;

  private InferenceRewriting(ShapedGraph frozen) {
    this.frozen = frozen;
    this.blocks = new BlockRewriting(frozen, rewritten);
  }

  /** Rewrites a graph with constant weights. */
  static InferenceGraph rewrite(GraphDef graph, Collection<String> outputs) {
    try (ShapedGraph frozen = new ShapedGraph(graph)) {
      InferenceRewriting rewriting = new InferenceRewriting(frozen);
      frozen.inOrder().forEach(rewriting::add);
      outputs.forEach(rewriting.blocks::layOut);
      // Such as the shapes of what is not laid out.
      List<NodeDef> needed = NeededNodes.of(rewriting.rewritten, outputs, node -> false);
      return new InferenceGraph(
          graph.toBuilder().clearNode().addAllNode(needed).build(), InferenceCost.isSmall(frozen));
    }
  }

  private void add(NodeDef node) {
    boolean waits = node.getInputList().stream().anyMatch(input -> input.startsWith("^"));
    if (waits || !rewrite(node)) {
      node.getInputList().forEach(blocks::layOut);
      rewritten.add(node);
    }
  }

  private boolean rewrite(NodeDef node) {
    return switch (node.getOp()) {
      case "Conv2DBackpropInput" -> byMinimalFiltering(node) || blocks.transposed(node);
      case "Conv2D" -> blocks.convolution(node);
      default -> blocks.byValue(node);
    };
  }

  private boolean byMinimalFiltering(NodeDef node) {
    Optional<Geometry> found = Geometry.ofTransposed(node, frozen);
    if (found.isEmpty()) {
      return false;
    }
    Geometry g = found.get();
    if (!g.before().equals(NO_PADDING)
        || !FastConvolutions.serves(
            g.size(), g.stride(), g.large().channels(), g.small().channels())) {
      return false;
    }
    String kernel = node.getInput(1);
    String x = node.getInput(2);
    blocks.layOut(x);
    try (Subgraph splice = new Subgraph()) {
      Operand<TFloat32> y =
          new FastConvolutions(splice.tf(), true)
              .transposed(
                  splice.input(x, frozen.sides(x)),
                  splice.input(kernel, frozen.sides(kernel)),
                  g.size(),
                  g.stride().height(),
                  g.large(),
                  g.small());
      rewritten.addAll(splice.nodes(y, node.getName()));
    }
    return true;
  }
}
