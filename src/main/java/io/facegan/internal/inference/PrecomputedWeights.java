package io.facegan.internal.inference;

import com.google.protobuf.ByteString;
import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A generator graph in two parts. The first computes what depends on weights but not on latents
 * once and stores it in variables; the second reads these for each call. With weights as constants
 * TensorFlow would do the same, but copy them a dozen times.
 *
 * @param definition both parts
 * @param targets the operations that initialize the variables, and those that check weights
 */
record PrecomputedWeights(GraphDef definition, List<String> targets) {
  /**
   * Splits a graph, by the names of its latents, its images and what receives weights.
   *
   * @throws FaceGanException if the images do not depend on the latents
   */
  static PrecomputedWeights of(GraphDef graph, String latents, String images, Set<String> weights) {
    return of(graph, latents, Set.of(), images, weights);
  }

  /**
   * Splits a graph as the other does.
   *
   * @param others what is fed with the latents, and says nothing about whether images depend on
   *     those
   */
  static PrecomputedWeights of(
      GraphDef graph, String latents, Set<String> others, String images, Set<String> weights) {
    try (ShapedGraph nodes = new ShapedGraph(graph)) {
      Splitting splitting = new Splitting(nodes, latents, weights);
      splitting.open.addAll(others);
      nodes.inOrder().forEach(splitting::add);
      if (!splitting.open.contains(images)) {
        throw new FaceGanException(
            "its images (%s) do not depend on its latents (%s)".formatted(images, latents));
      }
      return new PrecomputedWeights(
          graph.toBuilder().clearNode().addAllNode(splitting.split).build(),
          List.copyOf(splitting.targets));
    }
  }

  private static final class Splitting {
    private final ShapedGraph nodes;
    private final Set<String> open = new HashSet<>();
    private final Set<String> weighted = new HashSet<>();
    private final Map<String, String> reads = new HashMap<>();
    private final List<NodeDef> split = new ArrayList<>();
    private final Set<String> targets = new LinkedHashSet<>();

    Splitting(ShapedGraph nodes, String latents, Set<String> weights) {
      this.nodes = nodes;
      open.add(latents);
      weighted.addAll(weights);
    }

    void add(NodeDef node) {
      String name = node.getName();
      if (open.contains(name) || takes(node, open)) {
        open.add(name);
        split.add(reading(node));
      } else {
        if (takes(node, weighted)) {
          weighted.add(name);
        }
        split.add(node);
      }
    }

    private static boolean takes(NodeDef node, Set<String> names) {
      return node.getInputList().stream().map(NeededNodes::operation).anyMatch(names::contains);
    }

    private NodeDef reading(NodeDef node) {
      NodeDef.Builder reading = node.toBuilder().clearInput();
      for (String input : node.getInputList()) {
        if (!weighted.contains(NeededNodes.operation(input))) {
          reading.addInput(input);
        } else if (input.startsWith("^")) {
          // For example an assertion about weights, which does not depend on latents.
          targets.add(NeededNodes.operation(input));
        } else {
          reading.addInput(reads.computeIfAbsent(input, this::read));
        }
      }
      return reading.build();
    }

    /** Stores a tensor in a variable and returns the operation that reads it. */
    private String read(String tensor) {
      String name = "prepared/" + reads.size();
      AttrValue type = AttrValue.newBuilder().setType(nodes.type(tensor)).build();
      split.add(
          NodeDef.newBuilder()
              .setName(name)
              .setOp("VarHandleOp")
              .putAttr("dtype", type)
              .putAttr("shape", AttrValue.newBuilder().setShape(shape(tensor)).build())
              .putAttr("shared_name", text(name))
              .putAttr("container", text(""))
              .build());
      split.add(
          NodeDef.newBuilder()
              .setName(name + "/fill")
              .setOp("AssignVariableOp")
              .addInput(name)
              .addInput(tensor)
              .putAttr("dtype", type)
              .build());
      targets.add(name + "/fill");
      String read = name + "/read";
      split.add(
          NodeDef.newBuilder()
              .setName(read)
              .setOp("ReadVariableOp")
              .addInput(name)
              .putAttr("dtype", type)
              .build());
      return read;
    }

    private static AttrValue text(String text) {
      return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(text)).build();
    }

    private TensorShapeProto shape(String tensor) {
      long[] sides = nodes.sides(tensor);
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      if (LongStream.of(sides).anyMatch(side -> side < 0)) {
        return shape.setUnknownRank(true).build();
      }
      LongStream.of(sides).forEach(side -> shape.addDimBuilder().setSize(side));
      return shape.build();
    }
  }
}
