package io.facegan.internal.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** Operations that are built separately and then replace one operation of a larger graph. */
final class Subgraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Map<String, String> inputs = new LinkedHashMap<>();

  /** Returns the placeholder for a tensor of the larger graph. */
  Operand<TFloat32> input(String tensor, long... sides) {
    Placeholder<TFloat32> input =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(sides)));
    inputs.put(input.op().name(), tensor);
    return input;
  }

  Ops tf() {
    return tf;
  }

  /** Returns the operations for the larger graph; the one with the result has the given name. */
  List<NodeDef> nodes(Operand<?> result, String name) {
    String last = result.asOutput().op().name();
    Function<String, String> outside =
        inner -> inner.equals(last) ? name : inputs.getOrDefault(inner, name + "/" + inner);
    List<NodeDef> nodes = new ArrayList<>();
    for (NodeDef inner : graph.toGraphDef().getNodeList()) {
      if (!inputs.containsKey(inner.getName())) {
        NodeDef.Builder moved = inner.toBuilder().setName(outside.apply(inner.getName()));
        moved.clearInput();
        for (String input : inner.getInputList()) {
          int colon = input.indexOf(':');
          moved.addInput(
              colon < 0
                  ? outside.apply(input)
                  : outside.apply(input.substring(0, colon)) + input.substring(colon));
        }
        nodes.add(moved.build());
      }
    }
    return nodes;
  }

  @Override
  public void close() {
    graph.close();
  }
}
