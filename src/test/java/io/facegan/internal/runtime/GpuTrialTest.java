package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.internal.runtime.TrialComputations.Computation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

class GpuTrialTest {
  @BeforeAll
  static void load() {
    TensorFlowRuntime.load();
  }

  /** The same computations where there is no GPU. */
  @Test
  void computes() {
    assertThat(GpuTrial.obstacle(SessionConfig.onCpu(), DeviceType.CPU, true)).isEmpty();
  }

  @Test
  void everyKindOfKernel_isTried() {
    assertThat(names(false))
        .containsExactly(
            "a matrix product",
            "an element-wise operation in float32",
            "a leaky ReLU in float32",
            "a convolution in float32",
            "batch norm in float32",
            "the gradient of batch norm in float32");
    assertThat(names(true))
        .hasSize(11)
        .contains("a convolution in bfloat16", "the gradient of batch norm in bfloat16");
  }

  @Test
  void wrongResults_areAnObstacleAndNamed() {
    try (Graph graph = new Graph()) {
      TrialComputations all = TrialComputations.in(graph, DeviceType.CPU, true);
      try (Session session = new Session(graph, SessionConfig.onCpu())) {
        for (Computation one : all.list()) {
          float[] found = all.of(one, session);
          assertThat(GpuTrial.difference(one, found)).as(one.what()).isEmpty();
          for (float wrong : new float[] {0, Float.NaN}) {
            float[] spoilt = found.clone();
            spoilt[found.length - 1] = wrong;
            assertThat(GpuTrial.difference(one, spoilt).orElseThrow())
                .startsWith("TensorFlow computes " + (wrong == 0 ? "0.0000" : "NaN") + " on it")
                .endsWith("is right (" + one.what() + "): see what nvidia-smi says");
          }
        }
      }
    }
  }

  /** What follows from constants alone is computed on the processor, and would try no GPU. */
  @Test
  void nothing_isComputedBeforehand() {
    RunOptions options = RunOptions.newBuilder().setOutputPartitionGraphs(true).build();
    try (Graph graph = new Graph()) {
      TrialComputations all = TrialComputations.in(graph, DeviceType.CPU, true);
      try (Session session = new Session(graph, SessionConfig.onCpu());
          TFloat32 ones =
              TFloat32.tensorOf(
                  all.images().shape(), x -> x.scalars().forEach(s -> s.setFloat(1)))) {
        for (Computation one : all.list()) {
          var run =
              session.runner().setOptions(options).feed(all.images(), ones).fetch(one.result());
          Result result = run.runAndFetchMetadata();
          result.close();
          List<GraphDef> graphs = result.getMetadata().orElseThrow().getPartitionGraphsList();
          assertThat(graphs)
              .as(one.what())
              .flatExtracting(GraphDef::getNodeList)
              .extracting(NodeDef::getOp)
              .contains("_Arg");
        }
      }
    }
  }

  @Test
  void missingGpus_areAnObstacle() {
    assertThat(GpuTrial.obstacle(SessionConfig.onCpu(), DeviceType.GPU, true).orElseThrow())
        .startsWith("TensorFlow cannot compute on it, a matrix product fails (")
        .endsWith("): see its own messages on standard error with TF_CPP_MIN_LOG_LEVEL=0")
        .doesNotContain("\n");
  }

  @Test
  void faultsOfOurs_areNone() {
    RuntimeException fault = new IllegalArgumentException("ours");
    assertThatThrownBy(
            () ->
                GpuTrial.judged(
                    "x",
                    () -> {
                      throw fault;
                    }))
        .isSameAs(fault);
    assertThat(GpuTrial.judged("x", Optional::empty)).isEmpty();
  }

  private static List<String> names(boolean bfloat16) {
    try (Graph graph = new Graph()) {
      return TrialComputations.in(graph, DeviceType.CPU, bfloat16).list().stream()
          .map(Computation::what)
          .toList();
    }
  }
}
