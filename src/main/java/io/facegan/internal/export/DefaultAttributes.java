package io.facegan.internal.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * Removes attributes with their default value from graphs. Older versions of TensorFlow refuse
 * unknown attributes, and newer versions have added attributes to many operations.
 */
final class DefaultAttributes {
  private static final Map<String, OpDef> DEFINITIONS = definitions();

  private static Map<String, OpDef> definitions() {
    Map<String, OpDef> definitions = new HashMap<>();
    TensorFlow.registeredOpList().getOpList().forEach(op -> definitions.put(op.getName(), op));
    return definitions;
  }

  /** Returns the graph and its functions without such attributes. */
  static GraphDef strip(GraphDef graph) {
    GraphDef.Builder stripped = graph.toBuilder().clearNode();
    graph.getNodeList().forEach(node -> stripped.addNode(strip(node)));
    stripped.getLibraryBuilder().clearFunction();
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      FunctionDef.Builder built = function.toBuilder().clearNodeDef();
      function.getNodeDefList().forEach(node -> built.addNodeDef(strip(node)));
      stripped.getLibraryBuilder().addFunction(built);
    }
    return stripped.build();
  }

  private static NodeDef strip(NodeDef node) {
    OpDef definition = DEFINITIONS.get(node.getOp());
    if (definition == null) {
      return node;
    }
    NodeDef.Builder stripped = node.toBuilder();
    for (OpDef.AttrDef attribute : definition.getAttrList()) {
      AttrValue value = node.getAttrMap().get(attribute.getName());
      if (attribute.hasDefaultValue() && attribute.getDefaultValue().equals(value)) {
        stripped.removeAttr(attribute.getName());
      }
    }
    return stripped.build();
  }

  /** Returns the definitions of the operations in a graph and its functions. */
  static OpList operations(GraphDef graph) {
    List<NodeDef> nodes = new ArrayList<>(graph.getNodeList());
    graph.getLibrary().getFunctionList().forEach(one -> nodes.addAll(one.getNodeDefList()));
    OpList.Builder operations = OpList.newBuilder();
    nodes.stream()
        .map(NodeDef::getOp)
        .filter(DEFINITIONS::containsKey)
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(name -> operations.addOp(DEFINITIONS.get(name)));
    return operations.build();
  }

  private DefaultAttributes() {}
}
