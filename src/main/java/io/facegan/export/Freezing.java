package io.facegan.export;

import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.family.TType;

/**
 * Makes a graph that needs no variables: every read of one becomes a constant of the same name, and
 * what the wanted tensors do not need is left out. TensorFlow then works out once, when a session
 * begins, whatever depends on weights alone.
 */
final class Freezing {
  private static final String READ = "ReadVariableOp";

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Set<String> needed = new LinkedHashSet<>();
  private final GraphDef graph;

  private Freezing(GraphDef graph) {
    this.graph = graph;
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /**
   * Freezes a graph.
   *
   * @param graph the graph
   * @param session which has the values of its variables
   * @param tensors what shall be left: the names of outputs, and of inputs to be fed
   */
  static GraphDef freeze(GraphDef graph, Session session, Collection<String> tensors) {
    Freezing freezing = new Freezing(graph);
    tensors.forEach(tensor -> freezing.need(source(tensor)));
    return freezing.frozen(session);
  }

  private void need(String name) {
    if (needed.add(name) && !nodes.get(name).getOp().equals(READ)) {
      nodes.get(name).getInputList().forEach(input -> need(source(input)));
    }
  }

  /** The name of the operation that gives this tensor, or that is waited for. */
  static String source(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private GraphDef frozen(Session session) {
    List<String> reads =
        needed.stream().filter(name -> nodes.get(name).getOp().equals(READ)).toList();
    Map<String, NodeDef> constants = new HashMap<>();
    Session.Runner runner = session.runner();
    reads.forEach(runner::fetch);
    if (!reads.isEmpty()) {
      try (Result values = runner.run()) {
        for (int i = 0; i < reads.size(); i++) {
          constants.put(reads.get(i), constant(reads.get(i), (TType) values.get(i)));
        }
      }
    }
    List<NodeDef> kept = new ArrayList<>();
    for (NodeDef node : graph.getNodeList()) {
      if (needed.contains(node.getName())) {
        kept.add(constants.getOrDefault(node.getName(), node));
      }
    }
    return graph.toBuilder().clearNode().addAllNode(kept).build();
  }

  private static NodeDef constant(String name, TType value) {
    byte[] bytes = new byte[Math.toIntExact(value.numBytes())];
    value.asRawTensor().data().read(bytes);
    DataType type = DataType.forNumber(value.dataType().getNumber());
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(type)
            .setTensorShape(MetaGraph.shape(value.shape()))
            .setTensorContent(UnsafeByteOperations.unsafeWrap(bytes))
            .build();
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(type).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }
}
