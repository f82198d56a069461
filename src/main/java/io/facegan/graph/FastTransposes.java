package io.facegan.graph;

import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * Writes the large transposed convolutions of a frozen graph as {@link FastConvolutions} does,
 * which takes a processor half the time, with the same results but for rounding. Constant kernels
 * are transformed only once, when a session folds constants.
 */
public final class FastTransposes {
  private static final String TRANSPOSED = "Conv2DBackpropInput";

  private final Graph frozen;

  private FastTransposes(Graph frozen) {
    this.frozen = frozen;
  }

  /** Returns the same graph, rewritten. */
  public static GraphDef rewrite(GraphDef frozen) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(frozen);
      FastTransposes rewriting = new FastTransposes(graph);
      GraphDef.Builder rewritten = frozen.toBuilder().clearNode();
      for (NodeDef node : frozen.getNodeList()) {
        rewritten.addAllNode(
            node.getOp().equals(TRANSPOSED) ? rewriting.rewritten(node) : List.of(node));
      }
      return rewritten.build();
    }
  }

  private List<NodeDef> rewritten(NodeDef node) {
    long[] kernel = shape(node.getInput(1));
    long[] small = shape(node.getInput(2));
    long[] large = shape(node.getName());
    List<Long> strides = node.getAttrMap().get("strides").getList().getIList();
    Extent size = new Extent((int) kernel[0], (int) kernel[1]);
    Extent stride = new Extent(strides.get(1).intValue(), strides.get(2).intValue());
    if (!known(small)
        || !known(large)
        || !node.getAttrMap().get("padding").getS().toStringUtf8().equals("VALID")
        || !FastConvolutions.serves(size, stride, (int) large[3], (int) small[3])) {
      return List.of(node);
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(small)));
      Placeholder<TFloat32> weights =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(kernel)));
      Operand<TFloat32> y =
          new FastConvolutions(tf, true)
              .transposed(x, weights, size, stride.height(), image(large), image(small));
      return spliced(node, graph, x.op().name(), weights.op().name(), y.op().name());
    }
  }

  /** The operations of a small graph in place of one, under its name. */
  private static List<NodeDef> spliced(
      NodeDef node, Graph graph, String x, String weights, String y) {
    String prefix = node.getName() + "/";
    List<NodeDef> nodes = new ArrayList<>();
    for (NodeDef inner : graph.toGraphDef().getNodeList()) {
      if (!inner.getName().equals(x) && !inner.getName().equals(weights)) {
        NodeDef.Builder moved = inner.toBuilder().setName(prefix + inner.getName()).clearInput();
        for (String input : inner.getInputList()) {
          moved.addInput(
              input.equals(x)
                  ? node.getInput(2)
                  : input.equals(weights) ? node.getInput(1) : prefix + input);
        }
        nodes.add(moved.build());
      }
    }
    nodes.add(
        NodeDef.newBuilder()
            .setName(node.getName())
            .setOp("Identity")
            .addInput(prefix + y)
            .putAttr("T", node.getAttrMap().get("T"))
            .build());
    return nodes;
  }

  private long[] shape(String tensor) {
    int colon = tensor.indexOf(':');
    GraphOperation operation =
        frozen.operationOrThrow(colon < 0 ? tensor : tensor.substring(0, colon));
    int index = colon < 0 ? 0 : Integer.parseInt(tensor.substring(colon + 1));
    var shape = operation.output(index).shape();
    return shape.isUnknown() ? new long[] {-1, -1, -1, -1} : shape.asArray();
  }

  private static boolean known(long[] sides) {
    return sides[1] > 0 && sides[2] > 0 && sides[3] > 0;
  }

  private static ImageShape image(long[] sides) {
    return new ImageShape((int) sides[1], (int) sides[2], (int) sides[3]);
  }
}
