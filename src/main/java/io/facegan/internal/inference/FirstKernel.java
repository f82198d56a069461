package io.facegan.internal.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** The kernel of the dense layer that a generator begins with. */
public final class FirstKernel {
  /**
   * What may stand between the latents and the layer: it changes no value, or joins the embedding
   * of a label to the latent.
   */
  private static final Set<String> PASSING = Set.of("Identity", "EnsureShape", "ConcatV2");

  /** Returns it, latent size x units; nothing if the generator begins with another layer. */
  static Optional<float[]> of(SavedModelBundle bundle, ModelSignature signature) {
    String images = signature.imagesTensor();
    List<NodeDef> nodes =
        NeededNodes.of(
            bundle.metaGraphDef().getGraphDef().getNodeList(), List.of(images), node -> false);
    return tensors(nodes, NeededNodes.operation(signature.latentsTensor()))
        .map(kernel -> values(bundle, kernel, signature.latentSize()))
        .filter(kernel -> kernel.length > 0 && kernel.length % signature.latentSize() == 0)
        .findFirst();
  }

  /** Returns the names of the tensors that the latents are multiplied by. */
  public static Stream<String> tensors(List<NodeDef> nodes, String latents) {
    Map<String, NodeDef> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(node.getName(), node));
    return nodes.stream()
        .filter(node -> node.getOp().equals("MatMul"))
        .filter(node -> source(node.getInput(0), byName).equals(latents))
        .map(node -> node.getInput(1));
  }

  private static String source(String input, Map<String, NodeDef> nodes) {
    String name = NeededNodes.operation(input);
    NodeDef node = nodes.get(name);
    while (node != null && PASSING.contains(node.getOp())) {
      name = NeededNodes.operation(node.getInput(0));
      node = nodes.get(name);
    }
    return name;
  }

  /** The first rows are those of the latent, before those of the embedding of a label. */
  private static float[] values(SavedModelBundle bundle, String tensor, int rows) {
    try (Result result = bundle.session().runner().fetch(tensor).run()) {
      TFloat32 kernel = (TFloat32) result.get(0);
      long[] sides = kernel.shape().asArray();
      if (sides.length != 2 || sides[0] < rows) {
        return new float[0];
      }
      float[] values = new float[Math.toIntExact(rows * sides[1])];
      kernel.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  private FirstKernel() {}
}
