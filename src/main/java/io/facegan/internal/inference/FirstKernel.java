package io.facegan.internal.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** The kernel of the dense layer that a generator begins with. */
final class FirstKernel {
  /** What may stand between the latents and the layer, and changes no value. */
  private static final Set<String> PASSING = Set.of("Identity", "EnsureShape");

  /** Returns it, latent size x units; nothing if the generator begins with another layer. */
  static Optional<float[]> of(SavedModelBundle bundle, ModelSignature signature) {
    String images = signature.imagesTensor();
    List<NodeDef> nodes =
        NeededNodes.of(
            bundle.metaGraphDef().getGraphDef().getNodeList(), List.of(images), node -> false);
    Map<String, NodeDef> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(node.getName(), node));
    String latents = NeededNodes.operation(signature.latentsTensor());
    return nodes.stream()
        .filter(node -> node.getOp().equals("MatMul"))
        .filter(node -> source(node.getInput(0), byName).equals(latents))
        .map(node -> values(bundle, node.getInput(1)))
        .filter(kernel -> kernel.length % signature.latentSize() == 0)
        .findFirst();
  }

  private static String source(String input, Map<String, NodeDef> nodes) {
    String name = NeededNodes.operation(input);
    NodeDef node = nodes.get(name);
    while (PASSING.contains(node.getOp())) {
      name = NeededNodes.operation(node.getInput(0));
      node = nodes.get(name);
    }
    return name;
  }

  private static float[] values(SavedModelBundle bundle, String tensor) {
    try (Result result = bundle.session().runner().fetch(tensor).run()) {
      TFloat32 kernel = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(kernel.size())];
      kernel.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  private FirstKernel() {}
}
