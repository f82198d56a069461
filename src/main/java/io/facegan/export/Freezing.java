package io.facegan.export;

import com.google.protobuf.UnsafeByteOperations;
import io.facegan.graph.NeededNodes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Freezes a graph.
   *
   * @param graph the graph
   * @param session which has the values of its variables
   * @param tensors what shall be left: the names of outputs, and of inputs to be fed
   */
  static GraphDef freeze(GraphDef graph, Session session, Collection<String> tensors) {
    List<NodeDef> needed = NeededNodes.of(graph.getNodeList(), tensors, Freezing::isRead);
    List<String> reads = needed.stream().filter(Freezing::isRead).map(NodeDef::getName).toList();
    Map<String, NodeDef> constants = constants(session, reads);
    return graph.toBuilder()
        .clearNode()
        .addAllNode(
            needed.stream().map(node -> constants.getOrDefault(node.getName(), node)).toList())
        .build();
  }

  private static boolean isRead(NodeDef node) {
    return node.getOp().equals(READ);
  }

  private static Map<String, NodeDef> constants(Session session, List<String> reads) {
    Map<String, NodeDef> constants = new HashMap<>();
    if (!reads.isEmpty()) {
      Session.Runner runner = session.runner();
      reads.forEach(runner::fetch);
      try (Result values = runner.run()) {
        for (int i = 0; i < reads.size(); i++) {
          constants.put(reads.get(i), constant(reads.get(i), (TType) values.get(i)));
        }
      }
    }
    return constants;
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

  private Freezing() {}
}
