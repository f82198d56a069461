package io.facegan.internal.inference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * Rewrites a frozen graph's small transposed convolutions and the operations after them in {@link
 * Blocks}. The operations must be in topological order. A tensor in blocks is converted to images,
 * under its old name, only if another operation needs that.
 */
final class BlockRewriting {
  private static final Set<String> BY_VALUE = Set.of("Relu", "LeakyRelu", "Sigmoid", "Tanh", "Erf");

  private static final Set<String> BY_PAIR =
      Set.of("Add", "AddV2", "Sub", "Mul", "Div", "RealDiv", "BiasAdd");

  private final ShapedGraph frozen;
  private final List<NodeDef> rewritten;
  private final Map<String, Blocks> inBlocks = new HashMap<>();
  private final Set<String> laidOut = new HashSet<>();

  /**
   * @param rewritten receives the new operations
   */
  BlockRewriting(ShapedGraph frozen, List<NodeDef> rewritten) {
    this.frozen = frozen;
    this.rewritten = rewritten;
  }

  /** Ensures that a tensor exists under its own name. */
  void layOut(String tensor) {
    String name = NeededNodes.operation(tensor);
    Blocks blocks = inBlocks.get(name);
    if (blocks != null && laidOut.add(name)) {
      try (Subgraph splice = new Subgraph()) {
        BlockConvolutions tf = new BlockConvolutions(splice.tf());
        Operand<TFloat32> pixels = tf.laidOut(input(splice, blocks), blocks);
        rewritten.addAll(splice.nodes(tf.cropped(pixels, blocks), name));
      }
    }
  }

  /** Rewrites a transposed convolution, or returns false. */
  boolean transposed(NodeDef node) {
    Optional<Geometry> found =
        Geometry.ofTransposed(node, frozen).filter(BlockConvolutions::servesTransposed);
    if (found.isEmpty()) {
      return false;
    }
    Geometry g = found.get();
    String kernel = node.getInput(1);
    String x = node.getInput(2);
    Optional<Blocks> from =
        Optional.ofNullable(inBlocks.get(x)).filter(blocks -> BlockConvolutions.takesBlocks(g));
    if (from.isEmpty()) {
      layOut(x);
    }
    try (Subgraph splice = new Subgraph()) {
      Operand<TFloat32> y =
          new BlockConvolutions(splice.tf())
              .transposed(
                  from.map(blocks -> input(splice, blocks))
                      .orElseGet(() -> splice.input(x, frozen.sides(x))),
                  from,
                  splice.input(kernel, frozen.sides(kernel)),
                  g);
      keep(node, BlockConvolutions.ofTransposed(name(node), g), splice.nodes(y, name(node)));
    }
    return true;
  }

  /** Rewrites a convolution of blocks, or returns false. */
  boolean convolution(NodeDef node) {
    String kernel = node.getInput(1);
    Blocks blocks = inBlocks.get(node.getInput(0));
    if (blocks == null) {
      return false;
    }
    Optional<Geometry> found =
        Geometry.ofConvolution(node, frozen).filter(g -> BlockConvolutions.serves(g, blocks));
    if (found.isEmpty()) {
      return false;
    }
    Geometry g = found.get();
    try (Subgraph splice = new Subgraph()) {
      BlockConvolutions tf = new BlockConvolutions(splice.tf());
      Operand<TFloat32> y =
          tf.convolution(
              tf.cleared(input(splice, blocks), blocks),
              splice.input(kernel, frozen.sides(kernel)),
              g,
              blocks);
      keep(node, BlockConvolutions.of(name(node), g, blocks), splice.nodes(y, name(node)));
    }
    return true;
  }

  /** Rewrites an elementwise operation, or returns false. */
  boolean byValue(NodeDef node) {
    int inputs = BY_VALUE.contains(node.getOp()) ? 1 : BY_PAIR.contains(node.getOp()) ? 2 : 0;
    Optional<Blocks> found =
        node.getInputList().stream().map(inBlocks::get).filter(Objects::nonNull).findFirst();
    if (found.isEmpty() || node.getInputCount() != inputs) {
      return false;
    }
    Blocks blocks = found.get();
    if (!node.getInputList().stream().allMatch(input -> fits(input, blocks))) {
      return false;
    }
    NodeDef.Builder copy = node.toBuilder().setName(name(node));
    for (int i = 0; i < inputs; i++) {
      copy.setInput(i, inBlocks(node, i, blocks));
    }
    keep(node, blocks.of(name(node)), List.of(copy.build()));
    return true;
  }

  private boolean fits(String input, Blocks blocks) {
    Blocks same = inBlocks.get(input);
    if (same != null) {
      return same.isLike(blocks);
    }
    long[] sides = frozen.sides(input);
    return sides.length == 0 || sides.length == 1 && sides[0] == blocks.image().channels();
  }

  /** Returns an input in blocks; repeats per-channel values for each pixel. */
  private String inBlocks(NodeDef node, int index, Blocks blocks) {
    String input = node.getInput(index);
    if (inBlocks.containsKey(input)) {
      return inBlocks.get(input).node();
    }
    layOut(input);
    if (frozen.sides(input).length == 0) {
      return input;
    }
    String name = name(node) + "/repeated";
    try (Subgraph splice = new Subgraph()) {
      Operand<TFloat32> repeated =
          splice
              .tf()
              .tile(
                  splice.input(input, frozen.sides(input)),
                  splice.tf().constant(new int[] {blocks.side() * blocks.side()}));
      rewritten.addAll(splice.nodes(repeated, name));
    }
    return name;
  }

  private void keep(NodeDef node, Blocks blocks, List<NodeDef> nodes) {
    rewritten.addAll(nodes);
    inBlocks.put(node.getName(), blocks);
  }

  private static Operand<TFloat32> input(Subgraph splice, Blocks blocks) {
    return splice.input(blocks.node(), -1, blocks.down(), blocks.across(), blocks.depth());
  }

  private static String name(NodeDef node) {
    return node.getName() + "/blocks";
  }
}
