package io.facegan.internal.export;

import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.inference.NeededNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.family.TType;

/**
 * A generator's graph with all values that do not depend on the latents as constants: weights, and
 * what TensorFlow computes from them, such as kernels dilated for upsampling.
 *
 * @param operations from the latents, and labels if it takes such, to the images, in topological
 *     order
 * @param constants the other inputs of these operations
 */
record FrozenGraph(List<NodeDef> operations, List<Constant> constants) {
  /** A constant, little-endian in row-major order, named as the operation that it replaces. */
  record Constant(String name, DataType type, long[] shape, byte[] bytes) {}

  static FrozenGraph of(GeneratorSession generator) {
    return new ConstantFolding(generator).frozen();
  }

  private static final class ConstantFolding {
    private final Session session;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, Boolean> latentDependent = new HashMap<>();
    private final Map<String, NodeDef> operations = new LinkedHashMap<>();
    private final Map<String, NodeDef> folded = new LinkedHashMap<>();

    ConstantFolding(GeneratorSession generator) {
      session = generator.session();
      session.graph().toGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
      latentDependent.put(generator.latents().op().name(), true);
      generator
          .labels()
          .ifPresent(labels -> latentDependent.put(labels.asOutput().op().name(), true));
      add(generator.images().op().name());
    }

    private void add(String name) {
      NodeDef node = nodes.get(name);
      if (!dependsOnLatents(name)) {
        folded.put(name, node);
      } else if (!operations.containsKey(name)) {
        node.getInputList().forEach(input -> add(NeededNodes.operation(input)));
        operations.put(name, node);
      }
    }

    private boolean dependsOnLatents(String name) {
      Boolean known = latentDependent.get(name);
      if (known == null) {
        known =
            nodes.get(name).getInputList().stream()
                .anyMatch(input -> dependsOnLatents(NeededNodes.operation(input)));
        latentDependent.put(name, known);
      }
      return known;
    }

    FrozenGraph frozen() {
      Session.Runner runner = session.runner();
      folded.keySet().forEach(runner::fetch);
      List<Constant> constants = new ArrayList<>();
      try (Result values = runner.run()) {
        for (String name : folded.keySet()) {
          constants.add(constant(name, (TType) values.get(constants.size())));
        }
      }
      return new FrozenGraph(List.copyOf(operations.values()), constants);
    }

    private static Constant constant(String name, TType value) {
      DataType type = DataType.forNumber(value.dataType().getNumber());
      if (type != DataType.DT_FLOAT && type != DataType.DT_INT32) {
        throw new IllegalStateException(
            "constant %s of the generator is %s, where DT_FLOAT or DT_INT32 was expected"
                .formatted(name, type));
      }
      byte[] bytes = new byte[Math.toIntExact(value.numBytes())];
      value.asRawTensor().data().read(bytes);
      return new Constant(name, type, value.shape().asArray(), bytes);
    }
  }
}
