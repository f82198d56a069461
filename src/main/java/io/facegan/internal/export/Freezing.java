package io.facegan.internal.export;

import com.google.protobuf.UnsafeByteOperations;
import io.facegan.internal.inference.DetachedGraph;
import io.facegan.internal.inference.ProtoShapes;
import java.util.Collection;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Freezes a graph: every read of a variable becomes a constant of the same name. */
final class Freezing {
  /**
   * Freezes a graph.
   *
   * @param tensors the names of the outputs, and of the inputs to feed
   */
  static GraphDef freeze(GraphDef graph, Session session, Collection<String> tensors) {
    try (DetachedGraph detached = new DetachedGraph(graph, session, tensors)) {
      GraphDef.Builder frozen = detached.definition().toBuilder().clearNode();
      for (NodeDef node : detached.definition().getNodeList()) {
        Tensor weight = detached.weights().get(node.getName());
        frozen.addNode(weight == null ? node : constant(node.getName(), weight));
      }
      return frozen.build();
    }
  }

  private static NodeDef constant(String name, Tensor value) {
    byte[] bytes = new byte[Math.toIntExact(value.numBytes())];
    value.asRawTensor().data().read(bytes);
    AttrValue type = DetachedGraph.type(value);
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(type.getType())
            .setTensorShape(ProtoShapes.of(value.shape()))
            .setTensorContent(UnsafeByteOperations.unsafeWrap(bytes))
            .build();
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", type)
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }

  private Freezing() {}
}
