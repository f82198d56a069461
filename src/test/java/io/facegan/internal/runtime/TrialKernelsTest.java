package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Graph;

/** Needs TensorFlow's natives for GPUs, but no GPU: they say what they could do there. */
@Tag("gpu")
class TrialKernelsTest {
  /** Else the trial would refuse a GPU that works. */
  @Test
  void everyOperationOfTheTrial_isToBeHadOnAGpu() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      TrialComputations.in(graph, DeviceType.GPU, true);
      assertThat(graph.toGraphDef().getNodeList())
          .hasSizeGreaterThan(40)
          .allSatisfy(
              node ->
                  assertThat(RegisteredKernels.serveOnGpu(node))
                      .as("%s %s", node.getOp(), node.getAttrMap().get("T"))
                      .isTrue());
    }
  }
}
