package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.inference.NeededNodes;
import io.facegan.internal.runtime.RegisteredKernels;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Activation;
import io.facegan.network.Augmentation;
import io.facegan.network.GradientPenalty;
import io.facegan.network.LeCam;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.proto.NodeDef;

/** Needs TensorFlow's natives for GPUs, but no GPU: they say what they could do there. */
@Tag("gpu")
class GpuKernelsTest {
  private static final int BATCH = 2;

  /** Else tensors would go back and forth between the GPU and the processor in each step. */
  @ParameterizedTest
  @EnumSource(
      value = ConvolutionForm.class,
      names = {"PLAIN", "BFLOAT16"})
  void everyOperationOfAStep_isToBeHadOnAGpu(ConvolutionForm form) {
    TensorFlowRuntime.load();
    for (Recipe recipe : recipes()) {
      TreeSet<String> missing = new TreeSet<>();
      List<NodeDef> step = step(recipe, form);
      assertThat(step).hasSizeGreaterThan(300);
      for (NodeDef node : step) {
        if (!RegisteredKernels.serveOnGpu(node)) {
          missing.add(node.getOp() + " " + node.getName() + " " + node.getAttrMap().get("T"));
        }
      }
      assertThat(missing).as("%s, %s", recipe.describe(), form).isEmpty();
    }
  }

  /** Every way of training, on networks that together have every layer. */
  private static List<Recipe> recipes() {
    return List.of(
        TinyNetworks.recipe(Networks.tutorial(Activation.LEAKY_RELU), BATCH),
        TinyNetworks.recipe(Networks.tutorial(Activation.GELU), BATCH),
        TinyNetworks.recipe(Networks.small(), BATCH),
        Recipe.portrait(),
        Recipe.portrait().toBuilder()
            .objective(Objective.hinge())
            .augmentation(Augmentation.adaptive())
            .penalty(new GradientPenalty(1, 1, 4, 0.1))
            .leCam(new LeCam(0.3, 0.99))
            .discriminatorSteps(2)
            .build());
  }

  private static List<NodeDef> step(Recipe recipe, ConvolutionForm form) {
    try (Graph graph = new Graph()) {
      GanGraph gan =
          new GanGraph(graph, recipe, 1, Normalization.RUNNING_AVERAGES, true, form, Workers.ALONE);
      List<String> wanted = new ArrayList<>(List.of(gan.inputs.stage.op().name()));
      for (Update training : gan.updates.whole()) {
        wanted.add(training.op().op().name());
        training.losses().forEach(loss -> wanted.add(loss.op().name()));
      }
      return NeededNodes.of(graph.toGraphDef().getNodeList(), wanted, node -> false);
    }
  }
}
