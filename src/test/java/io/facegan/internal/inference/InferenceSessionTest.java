package io.facegan.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.SmallGraph;
import io.facegan.internal.runtime.Placement;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.ImageShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

class InferenceSessionTest {
  private static final Shape LATENTS = Shape.of(2, 6);
  private static final Shape DENSE = Shape.of(6, 3 * 4 * 5);
  private static final Shape KERNEL = Shape.of(4, 4, 3, 5);
  private static final Shape SCALE = Shape.of(3);

  /** The weights are fed once, and may be gone while images are drawn. */
  @Test
  void draws_whatTheGraphGives() {
    GraphDef graph = generator();
    Map<String, Tensor> weights = weights();
    try (TFloat32 latents = SmallGraph.tensor(LATENTS, SmallGraph.values(4, 12))) {
      float[] expected = plain(graph, latents, weights);
      assertThat(expected).hasSize(2 * 6 * 8 * 3);
      try (InferenceSession drawing =
          new InferenceSession(graph, signature("images"), weights, Placement.CPU)) {
        weights.values().forEach(Tensor::close);
        for (int i = 0; i < 2; i++) {
          try (Result drawn = drawing.values(new InferenceSession.Input(latents, null))) {
            float[] values = SmallGraph.floats((TFloat32) drawn.get(0));
            assertThat(values).containsExactly(expected, within(1e-5f));
          }
        }
      }
    }
  }

  /** What depends on weights alone has left the part that latents run through. */
  @Test
  void whatDependsOnWeightsAlone_isWorkedOutOnce() {
    PrecomputedWeights preparation =
        PrecomputedWeights.of(generator(), "z", "images", weights().keySet());
    List<NodeDef> drawing =
        NeededNodes.of(preparation.definition().getNodeList(), List.of("images"), node -> false);
    assertThat(drawing)
        .extracting(NodeDef::getName)
        .contains("z")
        .doesNotContain("dense", "kernel", "scale", "doubled");
    assertThat(preparation.targets()).hasSize(3);
  }

  /** Asked once, for what depends on weights alone is not there any more when latents come. */
  @ParameterizedTest
  @CsvSource({"3, true", "-3, false"})
  void assertionAboutWeights_isAskedBeforeLatents(float most, boolean holds) {
    TensorFlowRuntime.load();
    GraphDef definition;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> z = placeholder(tf, "z", Shape.of(-1, 3));
      Operand<TFloat32> scale = placeholder(tf, "scale", SCALE);
      Operand<TBool> below =
          tf.reduceAll(tf.math.less(scale, tf.constant(most)), tf.constant(new int[] {0}));
      Op check = tf.assertThat(below, List.of(tf.constant("weights are too large")));
      tf.withName("images")
          .withControlDependencies(List.of(check))
          .math
          .sigmoid(tf.math.mul(z, scale));
      definition = graph.toGraphDef();
    }
    Map<String, Tensor> weights = Map.of("scale", SmallGraph.tensor(SCALE, new float[3]));
    if (holds) {
      try (InferenceSession drawing =
              new InferenceSession(definition, signature("images"), weights, Placement.CPU);
          TFloat32 latents = SmallGraph.tensor(Shape.of(1, 3), new float[3]);
          Result drawn = drawing.values(new InferenceSession.Input(latents, null))) {
        assertThat(SmallGraph.floats((TFloat32) drawn.get(0))).containsOnly(0.5f);
      }
    } else {
      assertThatThrownBy(
              () -> new InferenceSession(definition, signature("images"), weights, Placement.CPU))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("weights are too large");
    }
  }

  @Test
  void imagesWithoutLatents_areRefused() {
    assertThatThrownBy(
            () -> new InferenceSession(generator(), signature("doubled"), weights(), Placement.CPU))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("its images (doubled) do not depend on its latents (z)");
  }

  /** As in graphs of functions, whose variables would be missing when images are drawn. */
  @Test
  void variablesUsedOtherwise_areRefused() {
    GraphDef graph =
        GraphDef.newBuilder()
            .addNode(NodeDef.newBuilder().setName("v").setOp("VarHandleOp"))
            .addNode(NodeDef.newBuilder().setName("z").setOp("Placeholder"))
            .addNode(
                NodeDef.newBuilder()
                    .setName("images")
                    .setOp("StatefulPartitionedCall")
                    .addInput("z")
                    .addInput("v"))
            .build();
    assertThatThrownBy(() -> new DetachedGraph(graph, null, List.of("z", "images")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("variable v");
    assertThatThrownBy(() -> new DetachedGraph(graph, null, List.of("z", "nowhere")))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("its graph lacks the operation nowhere");
  }

  private static ModelSignature signature(String images) {
    return new ModelSignature(6, ImageShape.rgb(6, 8), "z", Optional.empty(), images);
  }

  private static GraphDef generator() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> z = placeholder(tf, "z", Shape.of(-1, 6));
      Operand<TFloat32> hidden =
          tf.reshape(
              tf.linalg.matMul(z, placeholder(tf, "dense", DENSE)),
              tf.constant(new int[] {-1, 3, 4, 5}));
      Operand<TFloat32> upsampled =
          tf.nn.conv2dBackpropInput(
              tf.concat(
                  List.of(
                      tf.slice(tf.shape(z), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
                      tf.constant(new int[] {6, 8, 3})),
                  tf.constant(0)),
              placeholder(tf, "kernel", KERNEL),
              hidden,
              List.of(1L, 2L, 2L, 1L),
              "SAME");
      Operand<TFloat32> scale = placeholder(tf, "scale", SCALE);
      Operand<TFloat32> doubled = tf.withName("doubled").math.add(scale, scale);
      tf.withName("images").math.sigmoid(tf.math.mul(upsampled, doubled));
      return graph.toGraphDef();
    }
  }

  private static Operand<TFloat32> placeholder(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private static Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Map.of("dense", DENSE, "kernel", KERNEL, "scale", SCALE)
        .forEach(
            (name, shape) ->
                weights.put(
                    name,
                    SmallGraph.tensor(
                        shape, SmallGraph.values(name.hashCode(), (int) shape.size()))));
    return weights;
  }

  private static float[] plain(GraphDef definition, TFloat32 latents, Map<String, Tensor> weights) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph)) {
        Session.Runner runner = session.runner().feed("z", latents).fetch("images");
        weights.forEach(runner::feed);
        try (Result drawn = runner.run()) {
          return SmallGraph.floats((TFloat32) drawn.get(0));
        }
      }
    }
  }
}
