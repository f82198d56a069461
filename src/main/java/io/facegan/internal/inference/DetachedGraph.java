package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A graph that needs no variables: every read of one is a placeholder of the same name, and what
 * the wanted tensors do not need is left out. The values to feed are there until this is closed.
 */
public final class DetachedGraph implements AutoCloseable {
  private static final String READ = "ReadVariableOp";
  private static final Set<String> HANDLES = Set.of("VarHandleOp", "VariableV2", "Variable");

  private final GraphDef definition;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Result values;

  /**
   * Detaches a graph from its session, as far as the tensors (outputs, and inputs to be fed) need
   * it.
   *
   * @throws FaceGanException if the graph lacks them, or uses variables in another way
   */
  public DetachedGraph(GraphDef graph, Session session, Collection<String> tensors) {
    List<NodeDef> needed = NeededNodes.of(graph.getNodeList(), tensors, DetachedGraph::isRead);
    needed.stream()
        .filter(node -> HANDLES.contains(node.getOp()))
        .findFirst()
        .ifPresent(DetachedGraph::refuse);
    List<String> reads =
        needed.stream().filter(DetachedGraph::isRead).map(NodeDef::getName).toList();
    if (reads.isEmpty()) {
      values = null;
    } else {
      Session.Runner runner = session.runner();
      reads.forEach(runner::fetch);
      values = runner.run();
      for (int i = 0; i < reads.size(); i++) {
        weights.put(reads.get(i), values.get(i));
      }
    }
    GraphDef.Builder detached = graph.toBuilder().clearNode();
    needed.forEach(node -> detached.addNode(isRead(node) ? placeholder(node) : node));
    definition = detached.build();
  }

  /** Returns the operations. */
  public GraphDef definition() {
    return definition;
  }

  /** Returns what to feed, by the names of the placeholders. */
  public Map<String, Tensor> weights() {
    return weights;
  }

  /** The type of a weight as a graph writes it. */
  public static AttrValue type(Tensor weight) {
    return AttrValue.newBuilder()
        .setType(DataType.forNumber(weight.dataType().getNumber()))
        .build();
  }

  private NodeDef placeholder(NodeDef read) {
    Tensor weight = weights.get(read.getName());
    return NodeDef.newBuilder()
        .setName(read.getName())
        .setOp("Placeholder")
        .putAttr("dtype", type(weight))
        .putAttr("shape", AttrValue.newBuilder().setShape(ProtoShapes.of(weight.shape())).build())
        .build();
  }

  private static void refuse(NodeDef variable) {
    throw new FaceGanException(
        "its graph does not read the variable %s with %s alone, as graphs with functions do"
            .formatted(variable.getName(), READ));
  }

  private static boolean isRead(NodeDef node) {
    return node.getOp().equals(READ);
  }

  @Override
  public void close() {
    if (values != null) {
      values.close();
    }
  }
}
