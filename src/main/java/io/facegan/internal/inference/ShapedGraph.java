package io.facegan.internal.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** The operations of a graph with the shapes of their outputs. */
final class ShapedGraph implements AutoCloseable {
  /** TensorFlow needs the values of small constants to infer the shapes of reshaped tensors. */
  private static final int MAX_BYTES_OF_A_SHAPE = 256;

  private static final long[] UNKNOWN = {-1};

  private final Graph graph = new Graph();
  private final Map<String, NodeDef> nodes = new HashMap<>();

  ShapedGraph(GraphDef definition) {
    GraphDef.Builder light = definition.toBuilder().clearNode();
    definition.getNodeList().forEach(node -> light.addNode(withoutWeights(node)));
    graph.importGraphDef(light.build());
    definition.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /** Removes the values of large constants; only their shapes are needed. */
  private static NodeDef withoutWeights(NodeDef node) {
    if (!node.getOp().equals("Const")) {
      return node;
    }
    TensorProto value = node.getAttrOrThrow("value").getTensor();
    if (value.getTensorContent().size() <= MAX_BYTES_OF_A_SHAPE) {
      return node;
    }
    return NodeDef.newBuilder()
        .setName(node.getName())
        .setOp("Placeholder")
        .putAttr("dtype", node.getAttrOrThrow("dtype"))
        .putAttr("shape", AttrValue.newBuilder().setShape(value.getTensorShape()).build())
        .build();
  }

  /** Returns the operations in topological order. */
  List<NodeDef> inOrder() {
    // TensorFlow imports operations in topological order.
    List<NodeDef> ordered = new ArrayList<>();
    graph.operations().forEachRemaining(operation -> ordered.add(nodes.get(operation.name())));
    return ordered;
  }

  /** Returns a tensor's shape, with -1 for an unknown side; only that if the rank is unknown. */
  long[] sides(String tensor) {
    Shape shape = graph.outputOrThrow(tensor).shape();
    return shape.isUnknown() ? UNKNOWN : shape.asArray();
  }

  DataType type(String tensor) {
    return DataType.forNumber(graph.outputOrThrow(tensor).dataType().getNumber());
  }

  @Override
  public void close() {
    graph.close();
  }
}
